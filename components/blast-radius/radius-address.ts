// The address of the blast radius page. Only what differs from the usual is in it.
import { type RadiusSort, radiusSorts } from '@/lib/core/render/blast-radius-view'

export type RadiusView = { production: boolean; sort: RadiusSort; page: number; size: number }

export const usualRadiusView: RadiusView = { production: true, sort: 'people', page: 1, size: 50 }

type Parameters = Record<string, string | string[] | undefined>

/** Reads a view from the address; what is not known falls back to the usual. */
export function readRadiusView(asked: Parameters): RadiusView {
  const whole = (text: Parameters[string], usual: number, most: number) => {
    const number = Number(text)
    return Number.isInteger(number) && number >= 1 && number <= most ? number : usual
  }
  return {
    production: asked.show !== 'all',
    sort: radiusSorts.find((sort) => sort === asked.sort) ?? usualRadiusView.sort,
    page: whole(asked.page, 1, 100_000),
    size: whole(asked.size, usualRadiusView.size, 200),
  }
}

export function radiusAddress(view: Partial<RadiusView>): string {
  const parameters = new URLSearchParams()
  if (view.production === false) parameters.set('show', 'all')
  for (const name of ['sort', 'page', 'size'] as const) {
    const value = view[name]
    if (value !== undefined && value !== usualRadiusView[name]) parameters.set(name, String(value))
  }
  const text = parameters.toString()
  return text === '' ? '/access/radius' : `/access/radius?${text}`
}

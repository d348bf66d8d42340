// The address of a view of past jobs. Only what differs from the usual is in it.
import { type LostFilter, lostStates } from '@/lib/core/render/lost-access-view'

export type LostView = LostFilter & { page: number; size: number }

export const usualLostView: LostView = { state: 'refused', project: null, reason: null, page: 1, size: 50 }

type Parameters = Record<string, string | string[] | undefined>

/** Reads a view from the address; what is not known falls back to the usual. */
export function readLostView(asked: Parameters): LostView {
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim().slice(0, 1000) : '')
  const whole = (name: string, usual: number, most: number) => {
    const number = Number(text(name))
    return Number.isInteger(number) && number >= 1 && number <= most ? number : usual
  }
  const state = text('state')
  return {
    state: state === 'all' ? 'all' : (lostStates.find((one) => one === state) ?? usualLostView.state),
    project: text('project') || null,
    reason: text('reason') || null,
    page: whole('page', 1, 100_000),
    size: whole('size', usualLostView.size, 200),
  }
}

export function lostAddress(view: Partial<LostView>): string {
  const parameters = new URLSearchParams()
  for (const name of ['state', 'project', 'reason', 'page', 'size'] as const) {
    const value = view[name]
    if (value !== undefined && value !== null && value !== usualLostView[name]) parameters.set(name, String(value))
  }
  const text = parameters.toString()
  return text === '' ? '/access/lost' : `/access/lost?${text}`
}

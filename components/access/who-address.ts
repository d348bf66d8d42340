// The address of who can read something: what, filtered by trigger and environment, and the page.
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'

/** `environment`: undefined is any, null a job without one. */
export type WhoView = { what: string; trigger: Trigger | null; environment: string | null | undefined; page: number }

/** Stands for any environment in a form, where every field is sent. */
export const anyEnvironment = '*'

export function whoViewAddress(view: WhoView, route = '/access/who'): string {
  const parameters = new URLSearchParams({ what: view.what })
  if (view.trigger !== null) parameters.set('trigger', view.trigger)
  if (view.environment !== undefined) parameters.set('environment', view.environment ?? '')
  if (view.page > 1) parameters.set('page', String(view.page))
  return `${route}?${parameters}`
}

type Parameters = Record<string, string | string[] | undefined>

export function readWhoView(asked: Parameters): WhoView {
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim() : undefined)
  const environment = text('environment')
  return {
    what: text('what') ?? '',
    trigger: triggers.find((one) => one === text('trigger')) ?? null,
    environment: environment === undefined || environment === anyEnvironment ? undefined : environment || null,
    page: Math.max(1, Math.floor(Number(text('page') ?? 1)) || 1),
  }
}

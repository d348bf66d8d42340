// The address of a whole group's matrix, and of the cell of it that is open.
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'

export type GroupOpen = { trigger: Trigger; column: { label: string | null; rest: boolean } }

export type GroupView = { group: string; open: GroupOpen | null; page: number }

/** A job without an environment has the empty text, as in the address of one project; `rest` is the column for the rest. */
export function groupAddress({ group, open, page }: GroupView): string {
  const parameters = new URLSearchParams({ group })
  if (open !== null) {
    parameters.set('trigger', open.trigger)
    if (open.column.rest) parameters.set('rest', '1')
    else parameters.set('environment', open.column.label ?? '')
  }
  if (page > 1) parameters.set('page', String(page))
  return `/access?${parameters}`
}

type Parameters = Record<string, string | string[] | undefined>

/** Null where the address is about one project; an empty group stands for none chosen yet. */
export function readGroupAddress(asked: Parameters): GroupView | null {
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim() : undefined)
  const group = text('group')
  if (group === undefined) return null
  const trigger = triggers.find((one) => one === text('trigger'))
  const rest = text('rest') === '1'
  const environment = text('environment')
  const page = Math.max(1, Math.floor(Number(text('page') ?? 1)) || 1)
  if (trigger === undefined || (!rest && environment === undefined)) return { group, open: null, page }
  return { group, open: { trigger, column: { label: rest ? null : environment || null, rest } }, page }
}

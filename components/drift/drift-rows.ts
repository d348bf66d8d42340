// The rows of the comparison with vaults: one for each field that differs, one for each thing otherwise.
import type { DriftItem, DriftKind, DriftStatus } from '@/lib/core/render/drift-item'
import type { DriftView } from './drift-address'

export type DriftRow = { item: DriftItem; field: DriftItem['fields'][number] | null; first: boolean }

const order: DriftStatus[] = ['differs', 'missing', 'unplanned', 'unknown', 'same']

/** How many things there are of each state, of one kind or of all. */
export function countStatuses(items: readonly DriftItem[]): Record<DriftStatus, number> {
  const counts: Record<DriftStatus, number> = { differs: 0, missing: 0, unplanned: 0, unknown: 0, same: 0 }
  for (const { status } of items) counts[status]++
  return counts
}

export function countKinds(items: readonly DriftItem[]): Partial<Record<DriftKind, number>> {
  const counts: Partial<Record<DriftKind, number>> = {}
  for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** Without a state asked for: all but what is as planned. */
export function shownItems(items: readonly DriftItem[], { show, kind, search }: DriftView): DriftItem[] {
  return items
    .filter(({ status }) => (show === null ? status !== 'same' : show === 'all' || status === show))
    .filter((item) => kind === null || item.kind === kind)
    .filter((item) => matches(search, item.name, item.project))
    .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
}

/** A part of any of the texts, in any letters. */
export function matches(search: string, ...texts: (string | null)[]): boolean {
  const wanted = search.toLowerCase()
  return wanted === '' || texts.some((text) => text?.toLowerCase().includes(wanted))
}

export function driftRows(items: readonly DriftItem[]): DriftRow[] {
  return items.flatMap((item): DriftRow[] =>
    item.fields.length === 0
      ? [{ item, field: null, first: true }]
      : item.fields.map((field, at) => ({ item, field, first: at === 0 })),
  )
}

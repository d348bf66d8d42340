// One page of the inventory: filtered, sorted and counted by the database.
import { type Filter, parseFilter } from '@/lib/core/inventory/filter'
import { passesState } from '@/lib/core/inventory/state-part'
import { type State, states } from '@/lib/core/mapping/plan'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { storableText } from '@/lib/db/json-text'
import { findPage, findRows } from '@/lib/db/row-repository'

export type InventoryQuery = { filter: string; sort: string; direction: 'asc' | 'desc'; page: number; pageSize: number }

export type InventoryPage = {
  rows: InventoryRow[]
  total: number
  filterErrors: string[]
  /** By state, for what the filter finds without its own `state:`. */
  counts: Record<State, number>
}

/** A filter as somebody typed it; what no row can hold, such as a NUL, is not asked of the database. */
export const readFilter = (text: string): Filter => parseFilter(storableText(text))

/** `page` counts from 1. */
export async function queryInventory({
  filter,
  sort,
  direction,
  page,
  pageSize,
}: InventoryQuery): Promise<InventoryPage> {
  const parsed = readFilter(filter)
  const range = { offset: (Math.max(1, page) - 1) * pageSize, limit: pageSize }
  const { rows, counts: found } = await findPage(parsed, { sort, direction }, range)
  const counts = Object.fromEntries(states.map((state) => [state, found[state] ?? 0])) as Record<State, number>
  const total = states.reduce((sum, state) => sum + (passesState(parsed, state) ? counts[state] : 0), 0)
  return { rows, total, filterErrors: parsed.errors, counts }
}

/** Every row that the filter finds, in the inventory's own order. */
export async function findFiltered(filter: string): Promise<{ rows: InventoryRow[]; errors: string[] }> {
  const parsed = readFilter(filter)
  return { rows: await findRows(parsed), errors: parsed.errors }
}

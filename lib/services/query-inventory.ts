// One page of the inventory: filtered, sorted, counted on the server.
import { parseFilter } from '@/lib/core/inventory/filter'
import { matchesFilter } from '@/lib/core/inventory/match-filter'
import type { State } from '@/lib/core/mapping/plan'
import { filterRow } from '@/lib/core/render/filter-row'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { countStates } from '@/lib/core/render/inventory-rows'
import { sortRows } from '@/lib/core/render/sort-rows'
import { findRows } from '@/lib/db/row-repository'

export type InventoryQuery = { filter: string; sort: string; direction: 'asc' | 'desc'; page: number; pageSize: number }

export type InventoryPage = {
  rows: InventoryRow[]
  total: number
  filterErrors: string[]
  /** By state, for what the filter finds without its own `state:`. */
  counts: Record<State, number>
}

/** `page` counts from 1. */
export async function queryInventory({
  filter,
  sort,
  direction,
  page,
  pageSize,
}: InventoryQuery): Promise<InventoryPage> {
  const parsed = parseFilter(filter)
  const stateless = { ...parsed, qualifiers: parsed.qualifiers.filter(({ name }) => name !== 'state') }
  const around = (await findRows()).filter((row) => matchesFilter(filterRow(row), stateless))
  const found = around.filter((row) => matchesFilter(filterRow(row), parsed))
  const start = (Math.max(1, page) - 1) * pageSize
  return {
    rows: sortRows(found, sort, direction).slice(start, start + pageSize),
    total: found.length,
    filterErrors: parsed.errors,
    counts: countStates(around),
  }
}

/** Every row that the filter finds, in the inventory's own order. */
export async function findFiltered(filter: string): Promise<{ rows: InventoryRow[]; errors: string[] }> {
  const parsed = parseFilter(filter)
  const rows = (await findRows()).filter((row) => matchesFilter(filterRow(row), parsed))
  return { rows, errors: parsed.errors }
}

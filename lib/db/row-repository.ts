// The rows that pages and exports show, as `replaceRows` keeps them.
import type { Filter } from '@/lib/core/inventory/filter'
import type { State } from '@/lib/core/mapping/plan'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { database } from './database'
import type { StoredDetail } from './row-columns'
import { chunkSql, countsSql, idsSql, pageSql, type Range, type RowOrder } from './row-query'

const nothing: Filter = { text: [], qualifiers: [], errors: [] }

export type StateCounts = Partial<Record<State, number>>

/** One page in `order`, and counts by state of what the filter finds without its `state:`. One statement. */
export async function findPage(
  filter: Filter,
  order: RowOrder,
  range: Range,
): Promise<{ rows: InventoryRow[]; counts: StateCounts }> {
  const [found] = await database().$queryRaw<{ counts: string; rows: string }[]>(pageSql(filter, order, range))
  if (!found) throw new Error('The database answered no row to a question that always has one.')
  return { rows: JSON.parse(found.rows), counts: JSON.parse(found.counts) }
}

/** All that the filter finds in the inventory's own order, `size` at a time, never more in memory. */
export async function* findChunks(filter: Filter, size: number): AsyncGenerator<InventoryRow[]> {
  let after: number | null = null
  for (;;) {
    const found: { position: number; row: string }[] = await database().$queryRaw(chunkSql(filter, after, size))
    if (found.length > 0) yield found.map(({ row }) => JSON.parse(row))
    if (found.length < size) return
    after = found.at(-1)?.position ?? null
  }
}

export async function findIds(filter: Filter): Promise<string[]> {
  const [found] = await database().$queryRaw<{ ids: string }[]>(idsSql(filter))
  return found ? JSON.parse(found.ids) : []
}

/** All at once and of one moment, in the inventory's own order. */
export async function findRows(filter: Filter = nothing): Promise<InventoryRow[]> {
  const found = await database().$queryRaw<{ row: string }[]>(chunkSql(filter, null, null))
  return found.map(({ row }) => JSON.parse(row))
}

export async function findRow(id: string): Promise<{ row: InventoryRow; detail: StoredDetail } | null> {
  const found = await database().$queryRaw<
    { row: InventoryRow; detail: StoredDetail }[]
  >`SELECT "row", detail FROM inventory_document WHERE id = ${id}`
  return found[0] ?? null
}

export async function countByState(): Promise<StateCounts> {
  const [found] = await database().$queryRaw<{ counts: StateCounts }[]>`SELECT ${countsSql(nothing)} AS counts`
  return found?.counts ?? {}
}

export async function findVariableHistory(variableId: string, limit: number) {
  return database().variableHistory.findMany({ where: { variableId }, orderBy: { id: 'desc' }, take: limit })
}

export async function findDailyCounts(): Promise<{ date: string; counts: Record<State, number> }[]> {
  const days = await database().dailyCount.findMany({ orderBy: { date: 'asc' } })
  return days.map((day) => ({ date: day.date.toISOString().slice(0, 10), counts: day.counts as Record<State, number> }))
}

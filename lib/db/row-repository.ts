// The rows that pages and exports show, as `replaceRows` keeps them.
import type { Filter } from '@/lib/core/inventory/filter'
import type { State } from '@/lib/core/mapping/plan'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { AppError } from '@/lib/errors'
import { database } from './database'
import type { StoredDetail } from './row-columns'
import { chunkSql, countedSql, countsSql, idsSql, pageSql, type Range, type RowOrder } from './row-query'

const nothing: Filter = { text: [], qualifiers: [], errors: [] }

export type StateCounts = Partial<Record<State, number>>

/** One page in `order`, and counts by state of what the filter finds without its `state:`. One statement. */
export async function findPage(
  filter: Filter,
  order: RowOrder,
  range: Range,
): Promise<{ rows: InventoryRow[]; counts: StateCounts }> {
  const [found] = await database().$queryRaw<{ counts: string | null; rows: string }[]>(pageSql(filter, order, range))
  if (!found) throw new Error('The database answered no row to a question that always has one.')
  const counts = found.counts === null ? await countRows() : JSON.parse(found.counts)
  return { rows: JSON.parse(found.rows), counts }
}

/**
 * All that the filter finds in the inventory's own order, `size` at a time, never more in memory. Fails with `stale` where the
 * rows are made anew in between: the pieces would not be of one moment.
 */
export async function* findChunks(filter: Filter, size: number): AsyncGenerator<InventoryRow[]> {
  const first = await findChunk(filter, null, size)
  let found = first
  while (found.rows.length > 0) {
    yield found.rows
    if (found.rows.length < size) return
    found = await findChunk(filter, found.last, size)
    if (found.snapshot !== first.snapshot) throw new AppError('stale')
  }
}

async function findChunk(filter: Filter, after: number | null, size: number | null) {
  const [found] = await database().$queryRaw<{ last: number | null; snapshot: string | null; rows: string }[]>(
    chunkSql(filter, after, size),
  )
  const rows: InventoryRow[] = JSON.parse(found?.rows ?? '[]')
  return { rows, last: found?.last ?? null, snapshot: found?.snapshot ?? null }
}

/** Ids of all that the filter finds, and of which moment: as long as the rows are the same, so is `snapshot`. */
export async function findIds(filter: Filter): Promise<{ ids: string[]; snapshot: string }> {
  const [found] = await database().$queryRaw<{ ids: string; snapshot: string | null }[]>(idsSql(filter))
  return { ids: JSON.parse(found?.ids ?? '[]'), snapshot: found?.snapshot ?? '' }
}

/** All at once and of one moment, in the inventory's own order. */
export async function findRows(filter: Filter = nothing): Promise<InventoryRow[]> {
  return (await findChunk(filter, null, null)).rows
}

export async function findRow(id: string): Promise<{ row: InventoryRow; detail: StoredDetail } | null> {
  const found = await database().$queryRaw<
    { row: InventoryRow; detail: StoredDetail }[]
  >`SELECT "row", detail FROM inventory_document WHERE id = ${id}`
  return found[0] ?? null
}

export async function countByState(): Promise<StateCounts> {
  const [found] = await database().$queryRaw<{ counts: StateCounts | null }[]>`SELECT ${countsSql(nothing)} AS counts`
  return found?.counts ?? countRows()
}

/** Counts every row: for a database in which the counts are not kept. */
async function countRows(): Promise<StateCounts> {
  const [found] = await database().$queryRaw<{ counts: StateCounts }[]>`SELECT ${countedSql(nothing)} AS counts`
  return found?.counts ?? {}
}

/** Newest first, with what was written while its project or group had another path. */
export async function findVariableHistory(variableId: string, limit: number) {
  const former = await database().formerId.findMany({ where: { id: variableId } })
  const ids = [variableId, ...former.map((one) => one.former)]
  return database().variableHistory.findMany({
    where: { variableId: { in: ids } },
    orderBy: { id: 'desc' },
    take: limit,
  })
}

export async function findDailyCounts(): Promise<{ date: string; counts: Record<State, number> }[]> {
  const days = await database().dailyCount.findMany({ orderBy: { date: 'asc' } })
  return days.map((day) => ({ date: day.date.toISOString().slice(0, 10), counts: day.counts as Record<State, number> }))
}

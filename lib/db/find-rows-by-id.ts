// Rows of the inventory by their ids, in one statement.
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { database } from './database'
import { storableText } from './json-text'

/** Those that exist, in any order. */
export async function findRowsById(ids: readonly string[]): Promise<InventoryRow[]> {
  const rows = await database().$queryRaw<{ row: InventoryRow }[]>`
    SELECT "row" FROM inventory_document WHERE id = ANY(${ids.map(storableText)})`
  return rows.map(({ row }) => row)
}

// The columns of a row that filters and sorts read, made from the row as it is shown.
import { createHash } from 'node:crypto'
import { searchText } from '@/lib/core/inventory/match-filter'
import { filterRow } from '@/lib/core/render/filter-row'
import type { InventoryRow, VariableDetail } from '@/lib/core/render/inventory-row'
import { targetText } from '@/lib/core/render/sort-rows'
import { storableText } from './json-text'

export type StoredDetail = Omit<VariableDetail, keyof InventoryRow | 'history'>

/** Counts the ways in which columns were made: another number makes all rows of a database anew. */
export const rowFormat = 1

export function columnsOf(row: InventoryRow) {
  const found = filterRow(row)
  const text = (value: string) => storableText(value)
  const [owner, path, target] = [found.owner, found.targetPath, targetText(row)].map((one) => one && text(one))
  return {
    id: text(row.id),
    level: found.level,
    owner: owner ?? null,
    key: text(found.key),
    key_lower: text(found.key).toLowerCase(),
    scope: text(found.environmentScope),
    type: found.variableType,
    state: found.state,
    protected: found.protected,
    masked: found.masked,
    hidden: found.hidden,
    raw: found.raw,
    classification: found.classification,
    uses: found.uses,
    blockers: [...found.blockers],
    tiers: [...found.tiers],
    target: target ?? null,
    target_path: path ?? null,
    search: text(searchText(found)),
  }
}

/** Changes whenever anything of the row changes that is kept. */
export function hashOf(row: InventoryRow, detail: StoredDetail): string {
  return createHash('sha256')
    .update(JSON.stringify([rowFormat, row, detail]))
    .digest('base64url')
}

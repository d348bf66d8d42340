// The sort orders of the inventory table.
import { compareText } from '@/lib/core/inventory/compare-text'
import type { InventoryRow } from './inventory-row'

const columns = {
  key: (row: InventoryRow) => row.variable.key,
  owner: (row: InventoryRow) => row.variable.owner ?? '',
  level: (row: InventoryRow) => row.variable.level,
  scope: (row: InventoryRow) => row.variable.environmentScope,
  type: (row: InventoryRow) => row.variable.variableType,
  state: (row: InventoryRow) => row.state,
  // Unknown comes before none, since it is what to look at first.
  uses: (row: InventoryRow) => row.uses ?? -1,
  target: (row: InventoryRow) => targetText(row) ?? '',
  blockers: (row: InventoryRow) => row.blockers.length,
} as const

export type SortColumn = keyof typeof columns

export const sortColumns = Object.keys(columns) as SortColumn[]

export const isSortColumn = (column: string): column is SortColumn => Object.hasOwn(columns, column)

/** The target as the table sorts it: the Vault first. */
export function targetText({ target }: Pick<InventoryRow, 'target'>): string | null {
  return target && `${target.vault}:${target.mount}/${target.path}#${target.field}`
}

/**
 * Takes rows in the inventory's own order. Equal rows keep it; `desc` is `asc` from the end, equal rows included. A column
 * that does not exist means the inventory's own order.
 */
export function sortRows(rows: readonly InventoryRow[], column: string, direction: 'asc' | 'desc'): InventoryRow[] {
  const sorted = isSortColumn(column) ? rows.toSorted(by(columns[column])) : [...rows]
  return direction === 'desc' ? sorted.reverse() : sorted
}

function by(value: (row: InventoryRow) => string | number) {
  return (a: InventoryRow, b: InventoryRow) => {
    const [x, y] = [value(a), value(b)]
    return typeof x === 'string' || typeof y === 'string' ? compareText(String(x), String(y)) : x - y
  }
}

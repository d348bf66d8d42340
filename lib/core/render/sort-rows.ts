// The sort orders of the inventory table.
import type { InventoryRow } from './inventory-row'

const columns: Record<string, (row: InventoryRow) => string | number> = {
  key: (row) => row.variable.key,
  owner: (row) => row.variable.owner ?? '',
  level: (row) => row.variable.level,
  scope: (row) => row.variable.environmentScope,
  type: (row) => row.variable.variableType,
  state: (row) => row.state,
  // Unknown comes before none, since it is what to look at first.
  uses: (row) => row.uses ?? -1,
  target: (row) => (row.target ? `${row.target.vault}:${row.target.mount}/${row.target.path}#${row.target.field}` : ''),
  blockers: (row) => row.blockers.length,
}

export const sortColumns = Object.keys(columns)

/** A column that does not exist keeps the order as it is. Equal rows keep theirs. */
export function sortRows(rows: readonly InventoryRow[], column: string, direction: 'asc' | 'desc'): InventoryRow[] {
  const value = Object.hasOwn(columns, column) ? columns[column] : undefined
  if (!value) return [...rows]
  const sign = direction === 'desc' ? -1 : 1
  return rows.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)]
    return x === y ? 0 : x < y ? -sign : sign
  })
}

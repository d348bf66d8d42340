// What a filter may ask of a row.
import type { FilterRow } from '@/lib/core/inventory/match-filter'
import type { InventoryRow } from './inventory-row'

export function filterRow(row: InventoryRow): FilterRow {
  const { variable, state, target, uses, blockers, classification, tiers } = row
  const targetPath = target ? `${target.mount}/${target.path}#${target.field}` : null
  const beside = { owners: row.owners?.names ?? null, comments: row.comments ?? 0 }
  return {
    ...variable,
    state,
    uses,
    blockers,
    classification,
    tiers,
    targetPath,
    vault: target?.vault ?? null,
    ...beside,
  }
}

// The inventory as `cutover inventory` and the export answer it: exact field names, one object per variable.
import { instanceOf } from '@/lib/core/inventory/gitlab-instance'
import type { State, Target } from '@/lib/core/mapping/plan'
import { csvField } from './csv-field'
import type { InventoryRow } from './inventory-row'

export type InventoryRecord = {
  level: string
  owner: string | null
  key: string
  environment_scope: string
  variable_type: string
  protected: boolean
  masked: boolean
  hidden: boolean | null
  raw: boolean | null
  state: State
  target: Target | null
  uses: number | null
  blockers: string[]
}

export function inventoryRecord({ variable, state, target, uses, blockers }: InventoryRow): InventoryRecord {
  return {
    level: variable.level,
    owner: variable.owner,
    key: variable.key,
    environment_scope: variable.environmentScope,
    variable_type: variable.variableType,
    protected: variable.protected,
    masked: variable.masked,
    hidden: variable.hidden,
    raw: variable.raw,
    state,
    target,
    uses,
    blockers,
  }
}

/** Records as they stand in the array that `JSON.stringify(…, null, 2)` writes, without what goes around them. */
export function inventoryJson(rows: readonly InventoryRow[]): string {
  const records = rows.map((row) => JSON.stringify(inventoryRecord(row), null, 2).replaceAll('\n', '\n  '))
  return records.map((record) => `  ${record}`).join(',\n')
}

const csvColumns = [
  'level',
  'owner',
  'key',
  'environment_scope',
  'variable_type',
  'protected',
  'masked',
  'hidden',
  'raw',
  'state',
  'target_vault',
  'target_mount',
  'target_path',
  'target_field',
  'uses',
  'blockers',
  'gitlab',
]

export const inventoryCsvHeader = `${csvColumns.join(',')}\r\n`

/** RFC 4180, to stand below the header. Empty is unknown, and for `gitlab` the first; blockers are separated by spaces. */
export function inventoryCsv(rows: readonly InventoryRow[]): string {
  const lines = rows.map(inventoryRecord).map((one) => {
    const target = one.target ?? { vault: null, mount: null, path: null, field: null }
    const cells = [
      ...[
        one.level,
        one.owner,
        one.key,
        one.environment_scope,
        one.variable_type,
        one.protected,
        one.masked,
        one.hidden,
        one.raw,
      ],
      ...[one.state, target.vault, target.mount, target.path, target.field, one.uses, one.blockers.join(' ')],
      instanceOf(one.owner),
    ]
    return cells.map((cell) => csvField(cell === null ? '' : String(cell))).join(',')
  })
  return lines.map((line) => `${line}\r\n`).join('')
}

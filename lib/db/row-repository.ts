// The rows that pages and exports show, made from the latest scan and rules.

import type { State } from '@/lib/core/mapping/plan'
import type { InventoryRow, VariableDetail } from '@/lib/core/render/inventory-row'
import { database } from './database'
import { jsonText } from './json-text'

export type StoredDetail = Omit<VariableDetail, keyof InventoryRow | 'history'>

export type RowChange = {
  id: string
  from: { state: State; target: string | null } | null
  to: { state: State; target: string | null }
}

const targetText = (row: InventoryRow) =>
  row.target ? `${row.target.vault}: ${row.target.mount}/${row.target.path}#${row.target.field}` : null

/**
 * Replaces all rows in one transaction, notes each change of state or target in the history, and keeps under `fact` what the
 * rows follow from. Returns how many changed, or null, with nothing written, when the rules are not at `version` any more.
 */
export async function replaceRows(
  rows: { row: InventoryRow; detail: StoredDetail }[],
  note: {
    who: string
    what: string
    today: string
    counts: Record<State, number>
    version: number
    fact: string
    basis: object
  },
): Promise<number | null> {
  const parts = rows.map(({ row, detail }, position) => ({ id: row.id, position, row, detail }))
  return database().$transaction(
    async (transaction) => {
      await transaction.$executeRaw`LOCK TABLE inventory_row IN EXCLUSIVE MODE`
      const latest = await transaction.rulesVersion.aggregate({ _max: { version: true } })
      if ((latest._max.version ?? 0) !== note.version) return null
      const before = await transaction.$queryRaw<{ id: string; row: InventoryRow }[]>`SELECT id, row FROM inventory_row`
      const known = new Map(before.map(({ id, row }) => [id, row]))
      const changes = rows.flatMap(({ row }) => {
        const old = known.get(row.id)
        const [from, to] = [old ? describe(old) : null, describe(row)]
        return from === to ? [] : [{ variable_id: row.id, from, to }]
      })
      await transaction.$executeRaw`DELETE FROM inventory_row`
      await transaction.$executeRaw`INSERT INTO inventory_row (id, position, row, detail)
        SELECT id, position, row, detail FROM jsonb_to_recordset(${jsonText(parts)}::jsonb)
        AS part(id text, position int, row jsonb, detail jsonb)`
      await transaction.$executeRaw`INSERT INTO variable_history (variable_id, who, what, "from", "to")
        SELECT variable_id, ${note.who}, ${note.what}, "from", "to"
        FROM jsonb_to_recordset(${jsonText(changes)}::jsonb) AS change(variable_id text, "from" text, "to" text)`
      await transaction.$executeRaw`INSERT INTO daily_count (date, counts) VALUES (${note.today}::date, ${jsonText(note.counts)}::jsonb)
        ON CONFLICT (date) DO UPDATE SET counts = EXCLUDED.counts`
      await transaction.$executeRaw`INSERT INTO fact (name, data, at) VALUES (${note.fact}, ${jsonText(note.basis)}::jsonb, now())
        ON CONFLICT (name) DO UPDATE SET data = EXCLUDED.data, at = EXCLUDED.at`
      return changes.length
    },
    { timeout: 120_000 },
  )
}

const describe = (row: InventoryRow) => (targetText(row) ? `${row.state} → ${targetText(row)}` : row.state)

export async function findRows(): Promise<InventoryRow[]> {
  const rows = await database().$queryRaw<{ row: InventoryRow }[]>`SELECT row FROM inventory_row ORDER BY position`
  return rows.map(({ row }) => row)
}

export async function findRow(id: string): Promise<{ row: InventoryRow; detail: StoredDetail } | null> {
  const found = await database().$queryRaw<
    { row: InventoryRow; detail: StoredDetail }[]
  >`SELECT row, detail FROM inventory_row WHERE id = ${id}`
  return found[0] ?? null
}

export async function countByState(): Promise<Partial<Record<State, number>>> {
  const counts = await database().$queryRaw<
    { state: State; n: number }[]
  >`SELECT row->>'state' AS state, count(*)::int AS n FROM inventory_row GROUP BY 1`
  return Object.fromEntries(counts.map(({ state, n }) => [state, n]))
}

export async function findVariableHistory(variableId: string, limit: number) {
  return database().variableHistory.findMany({ where: { variableId }, orderBy: { id: 'desc' }, take: limit })
}

export async function findDailyCounts(): Promise<{ date: string; counts: Record<State, number> }[]> {
  const days = await database().dailyCount.findMany({ orderBy: { date: 'asc' } })
  return days.map((day) => ({ date: day.date.toISOString().slice(0, 10), counts: day.counts as Record<State, number> }))
}

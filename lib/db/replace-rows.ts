// Writes the rows that follow from the latest scan and rules: only what changed, with its history, in one transaction.
import type { State } from '@/lib/core/mapping/plan'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { countGroups } from './count-groups'
import { database } from './database'
import type { Prisma } from './generated/client'
import { jsonText, storableText } from './json-text'
import { keepPositions } from './keep-positions'
import { columnsOf, hashOf, type StoredDetail } from './row-columns'

type Known = { id: string; position: number; hash: string; state: State; vault: string | null; path: string | null }
type Written = { row: InventoryRow; detail: StoredDetail }

/** Rows of one statement: a few megabytes, not the whole inventory. */
const chunkSize = 1000

/**
 * Makes `rows`, in their order, the inventory; notes each change of state or target in the history, and keeps under `fact`
 * what the rows follow from. Readers see the old rows until all are there. Returns how many changed their state or target,
 * or null, with nothing written, when the rules are not at `version` any more.
 */
export async function replaceRows(
  rows: Written[],
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
  return database().$transaction(
    async (transaction) => {
      await transaction.$executeRaw`LOCK TABLE inventory_row IN EXCLUSIVE MODE`
      const latest = await transaction.rulesVersion.aggregate({ _max: { version: true } })
      if ((latest._max.version ?? 0) !== note.version) return null
      const known = await findKnown(transaction)
      await writeRows(transaction, rows, known)
      const changes = rows.flatMap(({ row }) => {
        const before = known.get(storableText(row.id))
        const from = before ? describe(before.state, before) : null
        const to = describe(row.state, targetOf(row))
        return from === to ? [] : [{ variable_id: row.id, from, to }]
      })
      for (const chunk of chunksOf(changes)) {
        await transaction.$executeRaw`INSERT INTO variable_history (variable_id, who, what, "from", "to")
          SELECT variable_id, ${note.who}, ${note.what}, "from", "to"
          FROM jsonb_to_recordset(${jsonText(chunk)}::jsonb) AS change(variable_id text, "from" text, "to" text)`
      }
      await transaction.$executeRaw`INSERT INTO daily_count (date, counts) VALUES (${note.today}::date, ${jsonText(note.counts)}::jsonb)
        ON CONFLICT (date) DO UPDATE SET counts = EXCLUDED.counts`
      await countGroups(transaction, note.today)
      const facts = [
        { name: note.fact, data: note.basis },
        { name: 'row_counts', data: note.counts },
      ]
      await transaction.$executeRaw`INSERT INTO fact (name, data, at)
        SELECT name, data, now() FROM jsonb_to_recordset(${jsonText(facts)}::jsonb) AS fact(name text, data jsonb)
        ON CONFLICT (name) DO UPDATE SET data = EXCLUDED.data, at = EXCLUDED.at`
      return changes.length
    },
    { timeout: 300_000, maxWait: 60_000 },
  )
}

async function findKnown(transaction: Prisma.TransactionClient): Promise<Map<string, Known>> {
  const known = await transaction.$queryRaw<Known[]>`SELECT id, position::float8 AS position, hash, state,
    left(target, -1 - length(target_path)) AS vault, target_path AS path FROM inventory_row`
  return new Map(known.map((row) => [row.id, row]))
}

async function writeRows(
  transaction: Prisma.TransactionClient,
  rows: Written[],
  known: Map<string, Known>,
): Promise<void> {
  const ids = rows.map(({ row }) => storableText(row.id))
  const positions = keepPositions(ids.map((id) => known.get(id)?.position ?? null))
  const stays = new Set(ids)
  const gone = [...known.keys()].filter((id) => !stays.has(id))
  const moved: { id: string; position: number }[] = []
  let changed: object[] = []
  const flush = async () => {
    await insertRows(transaction, changed)
    changed = []
  }
  for (const chunk of chunksOf(gone)) {
    await transaction.$executeRaw`DELETE FROM inventory_row WHERE id = ANY(${chunk})`
    await transaction.$executeRaw`DELETE FROM inventory_document WHERE id = ANY(${chunk})`
  }
  for (const [index, { row, detail }] of rows.entries()) {
    const position = positions[index] ?? 0
    const before = known.get(ids[index] ?? '')
    const hash = hashOf(row, detail)
    if (before?.hash !== hash) changed.push({ ...columnsOf(row), position, hash, row, detail })
    else if (before.position !== position) moved.push({ id: before.id, position })
    if (changed.length === chunkSize) await flush()
  }
  if (changed.length > 0) await flush()
  for (const chunk of chunksOf(moved)) {
    await transaction.$executeRaw`UPDATE inventory_row SET position = moved.position
      FROM jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) AS moved(id text, position bigint) WHERE inventory_row.id = moved.id`
  }
}

async function insertRows(transaction: Prisma.TransactionClient, parts: object[]): Promise<void> {
  const text = jsonText(parts)
  await transaction.$executeRaw`INSERT INTO inventory_document (id, "row", detail)
    SELECT id, "row", detail FROM jsonb_to_recordset(${text}::jsonb) AS part(id text, "row" jsonb, detail jsonb)
    ON CONFLICT (id) DO UPDATE SET "row" = EXCLUDED."row", detail = EXCLUDED.detail`
  await transaction.$executeRaw`INSERT INTO inventory_row (id, position, hash, level, owner, key, key_lower, scope, type, state,
      protected, masked, hidden, raw, classification, uses, blockers, tiers, target, target_path, search)
    SELECT id, position, hash, level, owner, key, key_lower, scope, type, state,
      protected, masked, hidden, raw, classification, uses, blockers, tiers, target, target_path, search
    FROM jsonb_to_recordset(${text}::jsonb) AS part(id text, position bigint, hash text, level text, owner text, key text,
      key_lower text, scope text, type text, state text, protected boolean, masked boolean, hidden boolean, raw boolean,
      classification text, uses int, blockers text[], tiers text[], target text, target_path text, search text)
    ON CONFLICT (id) DO UPDATE SET position = EXCLUDED.position, hash = EXCLUDED.hash, level = EXCLUDED.level,
      owner = EXCLUDED.owner, key = EXCLUDED.key, key_lower = EXCLUDED.key_lower, scope = EXCLUDED.scope, type = EXCLUDED.type,
      state = EXCLUDED.state, protected = EXCLUDED.protected, masked = EXCLUDED.masked, hidden = EXCLUDED.hidden,
      raw = EXCLUDED.raw, classification = EXCLUDED.classification, uses = EXCLUDED.uses, blockers = EXCLUDED.blockers,
      tiers = EXCLUDED.tiers, target = EXCLUDED.target, target_path = EXCLUDED.target_path, search = EXCLUDED.search`
}

function* chunksOf<T>(all: T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += chunkSize) yield all.slice(at, at + chunkSize)
}

function targetOf({ target }: InventoryRow): { vault: string | null; path: string | null } {
  return target
    ? { vault: storableText(target.vault), path: storableText(`${target.mount}/${target.path}#${target.field}`) }
    : { vault: null, path: null }
}

const describe = (state: State, { vault, path }: { vault: string | null; path: string | null }) =>
  path === null ? state : `${state} → ${vault}: ${path}`

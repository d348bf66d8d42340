// A page of the inventory, 50 of 100,000 rows with its counts, against the SQL of that page by itself.
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { countStates } from '@/lib/core/render/inventory-rows'
import { closeDatabase } from '@/lib/db/database'
import { exampleRow } from '@/lib/db/example-rows'
import { replaceRows } from '@/lib/db/replace-rows'
import { queryInventory } from '@/lib/services/query-inventory'
import type { BenchLine } from './bench-line'
import { type BarePage, inventoryCases } from './inventory-cases'

const goal = 1.5
/** Rounds of one case: enough that one is undisturbed, more while they are short. */
const [fewest, most, budgetMs] = [31, 300, 1500]

/** Owners of two paths in three, and a comment on one row in fifty. */
const beside = `
  INSERT INTO path_owner (path, source, people, names)
    SELECT path, 'csv', jsonb_build_array(jsonb_build_object('name', name)), ARRAY[name]
    FROM (SELECT DISTINCT owner AS path, (ARRAY['mira', 'tomas', 'ada', 'jan'])[1 + length(owner) % 4] AS name
      FROM inventory_row WHERE position % 3 > 0) AS made ON CONFLICT DO NOTHING;
  INSERT INTO row_comment (id, variable_id, who, text) SELECT gen_random_uuid(), id, 'Ada', 'Who uses this?' FROM inventory_row WHERE position / 65536 % 50 = 0`

/** Fills the database with `count` rows by the way that a scan does. `ownerUrl` is for what autovacuum would do a minute later. */
export async function seedInventory(ownerUrl: string, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => exampleRow(index))
  const counts = countStates(rows.map(({ row }) => row))
  const note = { who: 'bench', what: 'seeded', today: '2026-01-02', counts, version: 0, fact: 'rows_basis', basis: {} }
  await replaceRows(rows, note)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(beside)
  await owner.query('VACUUM ANALYZE inventory_row, inventory_document, row_comment, path_owner')
  await owner.end()
}

/**
 * Takes a migrated, empty database. For every column and direction, every qualifier and some mixtures: how long what the
 * page calls takes, and hand-written SQL for the same rows and counts over one `pg` connection, in turns. Milliseconds.
 */
export async function benchInventory(
  database: { ownerUrl: string; workerUrl: string; webUrl: string },
  count = 100_000,
): Promise<BenchLine[]> {
  process.env.CUTOVER_DATABASE_URL = database.workerUrl
  await seedInventory(database.ownerUrl, count)
  await closeDatabase()
  process.env.CUTOVER_DATABASE_URL = database.webUrl
  const client = new pg.Client({ connectionString: database.webUrl })
  await client.connect()
  const lines: BenchLine[] = []
  for (const one of inventoryCases) {
    const { filter, sort, direction, page } = one
    const ours = () => queryInventory({ filter, sort, direction, page, pageSize: 50 })
    const bare = () => barePage(client, one.bare)
    const [found, expected] = [await ours(), await bare()]
    if (JSON.stringify(found.rows) !== JSON.stringify(expected.rows) || found.total !== expected.total) {
      throw new Error(`${one.name}: the bare SQL found other rows, so the two cannot be compared.`)
    }
    lines.push(lineOf(`inventory page: ${one.name}`, await inTurns(ours, bare)))
  }
  await client.end()
  await closeDatabase()
  return lines
}

/** Two statements, as one would write them: the page, and the counts of its chips; the total follows from the counts. */
async function barePage(client: pg.Client, { page, counts, states }: BarePage) {
  const rows = await client.query<BareRow>(page.text, page.values)
  const counted = await client.query<{ state: string; n: number }>(counts.text, counts.values)
  const total = counted.rows.reduce((sum, { state, n }) => sum + (states === null || states.includes(state) ? n : 0), 0)
  return { rows: rows.rows.map(shown), total }
}

type BareRow = { row: object; comments: number; source: string | null; people: { name: string }[] | null }

const shown = ({ row, comments, source, people }: BareRow) => ({
  ...row,
  ...(comments > 0 ? { comments } : {}),
  ...(people ? { owners: { names: people.map(({ name }) => name), source } } : {}),
})

/** In turns; of each side the fastest round, the one that nothing else on the machine disturbed. */
async function inTurns(ours: () => Promise<unknown>, bare: () => Promise<unknown>) {
  const times: [number[], number[]] = [[], []]
  const until = performance.now() + budgetMs
  for (let round = 0; round < fewest || (round < most && performance.now() < until); round += 1) {
    for (const [side, work] of [ours, bare].entries()) {
      const start = performance.now()
      await work()
      times[side === 0 ? 0 : 1].push(performance.now() - start)
    }
  }
  return { ours: Math.min(...times[0]), baseline: Math.min(...times[1]) }
}

function lineOf(name: string, { ours, baseline }: { ours: number; baseline: number }): BenchLine {
  const ratio = ours / baseline
  return { name, ours, baseline, ratio, goal, met: ratio <= goal }
}

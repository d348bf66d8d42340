// Keeping the rows of a scan, against the bare insert of the same rows.
import pg from 'pg'
import { variableId } from '@/lib/core/inventory/variable'
import { publishEstate } from '@/lib/db/estate-repository'
import type { ScanItems } from '@/lib/db/scan-repository'
import { publishedParts } from '@/lib/services/scan-parts'
import type { ScannedVariables } from '@/lib/services/scan-variables'

/**
 * Ours: publishing an estate into empty tables, ids and owners worked out, marked what is gone, in one transaction. Bare: one
 * statement that inserts the same JSON, made beforehand, into tables of the same shape and indexes. Seconds.
 */
export async function benchScanWrite(
  found: ScannedVariables,
  items: ScanItems,
  databaseUrl: string,
): Promise<{ ours: number; bare: number }> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const rows = []
  const parts = []
  for await (const { projects, variables } of publishedParts(items, found)) {
    parts.push(...projects.map(({ project }) => project))
    rows.push(...variables.map((data) => ({ id: variableId(data), data })))
  }
  const texts = [JSON.stringify(rows), JSON.stringify(parts.map((data) => ({ key: data.fullPath, data })))]
  let [ours, bare] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < 3; round += 1) {
    await empty(client)
    bare = Math.min(bare, await seconds(() => insert(client, texts)))
    await empty(client)
    ours = Math.min(
      ours,
      await seconds(() =>
        publishEstate(
          {
            gitlab: { url: 'http://bench.example', version: null, enterprise: null },
            groups: found.groups.map(({ group }) => group),
            gaps: [],
          },
          publishedParts(items, found),
          { at: new Date(), include: [] },
        ),
      ),
    )
  }
  await empty(client)
  await client.end()
  return { ours, bare }
}

async function empty(client: pg.Client): Promise<void> {
  await client.query('DELETE FROM estate_part')
  await client.query('DELETE FROM seen_variable')
}

async function insert(client: pg.Client, [rows, parts]: string[]): Promise<void> {
  await client.query('BEGIN')
  await client.query(
    `INSERT INTO seen_variable (id, data, first_seen, last_seen) SELECT id, data, now(), now()
     FROM jsonb_to_recordset($1::jsonb) AS seen(id text, data jsonb)`,
    [rows],
  )
  await client.query(
    `INSERT INTO estate_part (kind, key, data) SELECT 'project', key, data
     FROM jsonb_to_recordset($1::jsonb) AS part(key text, data jsonb)`,
    [parts],
  )
  await client.query('COMMIT')
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

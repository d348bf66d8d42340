// Keeping the rows of a scan, against the bare insert of the same rows.
import pg from 'pg'
import type { Project } from '@/lib/core/inventory/estate'
import { variableId } from '@/lib/core/inventory/variable'
import { publishEstate } from '@/lib/db/estate-repository'
import { createScan, type ScanItems, scanItems } from '@/lib/db/scan-repository'
import { publishedParts } from '@/lib/services/scan-parts'
import type { ProjectsItem } from '@/lib/services/scan-projects'
import type { ScannedVariables } from '@/lib/services/scan-variables'

/**
 * Ours: publishing the kept pages of a scan into empty tables, with what is gone, in one transaction. Bare: one statement a
 * table that inserts the same JSON, made beforehand. Seconds.
 */
export async function benchScanWrite(
  found: ScannedVariables,
  pages: ScanItems,
  databaseUrl: string,
): Promise<{ ours: number; bare: number }> {
  const scanId = await createScan('bench')
  const items = scanItems(scanId)
  const rows = [...found.instance, ...found.groups.flatMap(({ variables }) => variables)].map((data) => ({
    id: variableId(data),
    data,
  }))
  for (const [key, page] of await pages.find<ProjectsItem>('projects')) {
    await items.save('projects', key, page)
    rows.push(...page.projects.flatMap(({ variables }) => variables))
  }
  const parts: Project[] = []
  for await (const { projects } of publishedParts(items, found)) parts.push(...projects.map(({ project }) => project))
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
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
          { at: new Date(), include: [], kept: { scanId, pages: found.pages } },
        ),
      ),
    )
  }
  await empty(client)
  await client.query('DELETE FROM scan')
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

// Scans and their finished pieces.
import type { Gap } from '@/lib/core/inventory/estate'
import type { ScanSummary } from '@/lib/core/inventory/scan-summary'
import { database } from './database'
import type { Scan } from './generated/client'
import { jsonValue } from './json-text'
import { quickJson } from './quick-json'

const summaryOf = (scan: Scan): ScanSummary => ({
  id: scan.id,
  state: scan.state as ScanSummary['state'],
  complete: scan.complete,
  queuedAt: scan.queuedAt.toISOString(),
  startedAt: scan.startedAt?.toISOString() ?? null,
  finishedAt: scan.finishedAt?.toISOString() ?? null,
  step: scan.step,
  done: scan.done,
  total: scan.total,
  variables: scan.variables,
  message: scan.message,
  gaps: scan.gaps as Gap[],
})

export async function createScan(requestedBy: string): Promise<string> {
  const scan = await database().scan.create({ data: { state: 'queued', requestedBy } })
  return scan.id
}

export async function findScan(id: string): Promise<ScanSummary | null> {
  const scan = await database().scan.findUnique({ where: { id } })
  return scan && summaryOf(scan)
}

export async function findLatestScan(): Promise<ScanSummary | null> {
  const scan = await database().scan.findFirst({ orderBy: { queuedAt: 'desc' } })
  return scan && summaryOf(scan)
}

/** The scan that waits or runs; at most one does. */
export async function findActiveScan(): Promise<ScanSummary | null> {
  const scan = await database().scan.findFirst({
    where: { state: { in: ['queued', 'running'] } },
    orderBy: { queuedAt: 'desc' },
  })
  return scan && summaryOf(scan)
}

export async function findLastFinishedScan(): Promise<ScanSummary | null> {
  const scan = await database().scan.findFirst({ where: { state: 'done' }, orderBy: { finishedAt: 'desc' } })
  return scan && summaryOf(scan)
}

/** The finished scan before this one. */
export async function findScanBefore({ id, finishedAt }: ScanSummary): Promise<ScanSummary | null> {
  const scan = await database().scan.findFirst({
    where: { state: 'done', id: { not: id }, finishedAt: { lt: new Date(finishedAt ?? 0) } },
    orderBy: { finishedAt: 'desc' },
  })
  return scan && summaryOf(scan)
}

export type ScanProgress = Partial<
  Pick<Scan, 'state' | 'complete' | 'startedAt' | 'finishedAt' | 'step' | 'done' | 'total' | 'variables' | 'message'>
> & {
  gaps?: Gap[]
}

export async function updateScan(id: string, progress: ScanProgress): Promise<void> {
  await database().scan.update({ where: { id }, data: jsonValue(progress) })
}

/** What a scan kept for being resumed goes once it is over. */
export async function deleteScanItems(scanId: string): Promise<void> {
  await database().scanItem.deleteMany({ where: { scanId } })
}

/** The finished pieces of one scan, by kind and key. */
export type ScanItems = {
  find: <T>(kind: string) => Promise<Map<string, T>>
  /** Some of a kind, for going through many without holding them all. */
  pick: <T>(kind: string, keys: readonly string[]) => Promise<Map<string, T>>
  /** The gaps of every piece of these kinds. */
  gaps: (kinds: readonly string[]) => Promise<Gap[]>
  keys: (kind: string) => Promise<Set<string>>
  /** Keeps the published reading of these projects' CI configuration as if it had been read now. */
  takeOver: (projects: readonly string[]) => Promise<void>
  /** Resolves once the piece is kept; written again it stays one. */
  save: (kind: string, key: string, data: object) => Promise<void>
}

/** With an `instance` the pieces of that GitLab, kept apart from those of the first. */
export function scanItems(scanId: string, instance: string | null = null): ScanItems {
  const prefix = instance === null ? '' : `${instance}:`
  const kindOf = (kind: string) => `${prefix}${kind}`
  const save = inBatches((items) => writeItems(scanId, items))
  return {
    find: async <T>(kind: string) =>
      parsed<T>(
        await database().$queryRaw`SELECT key, data::text AS text FROM scan_item
        WHERE scan_id = ${scanId}::uuid AND kind = ${kindOf(kind)}`,
      ),
    pick: async <T>(kind: string, keys: readonly string[]) =>
      parsed<T>(
        await database().$queryRaw`SELECT key, data::text AS text FROM scan_item
        WHERE scan_id = ${scanId}::uuid AND kind = ${kindOf(kind)} AND key = ANY(${[...keys]})`,
      ),
    keys: async (kind) => {
      const items = await database().scanItem.findMany({ where: { scanId, kind: kindOf(kind) }, select: { key: true } })
      return new Set(items.map(({ key }) => key))
    },
    gaps: async (kinds) => {
      const rows = await database().$queryRaw<{ gap: Gap }[]>`SELECT gap FROM scan_item,
        LATERAL jsonb_array_elements(data->'gaps') AS gap
        WHERE scan_id = ${scanId}::uuid AND kind = ANY(${kinds.map(kindOf)}) ORDER BY kind, key`
      return rows.map(({ gap }) => gap)
    },
    takeOver: (projects) => takeOver(scanId, projects, prefix),
    save: (kind, key, data) => save({ kind: kindOf(kind), key, text: quickJson(data) }),
  }
}

async function takeOver(scanId: string, projects: readonly string[], prefix: string): Promise<void> {
  if (projects.length === 0) return
  const paths = projects.map((path) => `${prefix}${path}`)
  await database().$executeRaw`INSERT INTO scan_item (scan_id, kind, key, data)
    SELECT ${scanId}::uuid, ${prefix}::text || piece.kind, substr(project.key, ${prefix.length + 1}::int), piece.data
    FROM estate_part AS project JOIN estate_part AS basis ON basis.kind = 'ci_basis' AND basis.key = project.key
    CROSS JOIN LATERAL (VALUES
      ('ci', jsonb_build_object('ci', project.data->'ci', 'gaps', '[]'::jsonb)),
      ('ci_basis', jsonb_build_object('basis', basis.data, 'environment', basis.data->'environment'))
    ) AS piece(kind, data)
    WHERE project.kind = 'project' AND project.key = ANY(${paths})
    ON CONFLICT (scan_id, kind, key) DO NOTHING`
}

type Item = { kind: string; key: string; text: string }

/** As text, since pieces are large: each is parsed once, here. */
function parsed<T>(rows: unknown): Map<string, T> {
  return new Map((rows as { key: string; text: string }[]).map(({ key, text }) => [key, JSON.parse(text) as T]))
}

/** One parameter, in which the pieces stand as they are: no second escaping of large texts. */
async function writeItems(scanId: string, items: Item[]): Promise<void> {
  const texts = items.map(
    ({ kind, key, text }) => `{"kind":${JSON.stringify(kind)},"key":${JSON.stringify(key)},"data":${text}}`,
  )
  await database().$executeRaw`INSERT INTO scan_item (scan_id, kind, key, data)
    SELECT ${scanId}::uuid, kind, key, data
    FROM jsonb_to_recordset(${`[${texts.join(',')}]`}::jsonb) AS item(kind text, key text, data jsonb)
    ON CONFLICT (scan_id, kind, key) DO UPDATE SET data = EXCLUDED.data`
}

/** One write at a time; what comes meanwhile goes with the next one, each key once. */
function inBatches(write: (items: Item[]) => Promise<void>): (item: Item) => Promise<void> {
  let waiting = new Map<string, Item>()
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  return (item) => {
    waiting.set(JSON.stringify([item.kind, item.key]), item)
    next ??= running
      .catch(() => {})
      .then(() => {
        const items = [...waiting.values()]
        waiting = new Map()
        next = null
        running = write(items)
        return running
      })
    return next
  }
}

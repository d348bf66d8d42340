// Scans and their finished pieces.
import type { Gap } from '@/lib/core/inventory/estate'
import type { ScanSummary } from '@/lib/core/inventory/scan-summary'
import { database } from './database'
import type { Scan } from './generated/client'
import { jsonValue } from './json-text'

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

/** Keeps one finished piece; written again it stays one. */
export async function saveScanItem(scanId: string, kind: string, key: string, data: object): Promise<void> {
  const value = jsonValue(data)
  await database().scanItem.upsert({
    where: { scanId_kind_key: { scanId, kind, key } },
    create: { scanId, kind, key, data: value },
    update: { data: value },
  })
}

export async function findScanItems<T>(scanId: string, kind: string): Promise<Map<string, T>> {
  const items = await database().scanItem.findMany({ where: { scanId, kind } })
  return new Map(items.map((item) => [item.key, item.data as T]))
}

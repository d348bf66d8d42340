// What the frame of every page shows: connection, last scan, counts by state.
import type { ConnectionCheck } from '@/lib/core/inventory/connection-check'
import type { ScanSummary } from '@/lib/core/inventory/scan-summary'
import { type State, states } from '@/lib/core/mapping/plan'
import { findFact } from '@/lib/db/fact-repository'
import { countByState } from '@/lib/db/row-repository'
import { findLastFinishedScan, findLatestScan } from '@/lib/db/scan-repository'

export type Shell = {
  demo: boolean
  gitlabUrl: string | null
  scan: ScanSummary | null
  scannedAt: string | null
  counts: Record<State, number>
  total: number
}

export async function loadShell(): Promise<Shell> {
  const [check, scan, finished, found] = await Promise.all([
    findFact<ConnectionCheck>('connection_check'),
    findLatestScan(),
    findLastFinishedScan(),
    countByState(),
  ])
  const counts = Object.fromEntries(states.map((state) => [state, found[state] ?? 0])) as Record<State, number>
  return {
    demo: check?.data.demo ?? false,
    gitlabUrl: check?.data.url ?? null,
    scan,
    scannedAt: finished?.finishedAt ?? null,
    counts,
    total: Object.values(counts).reduce((sum, n) => sum + n, 0),
  }
}

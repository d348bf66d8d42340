// How one scan stands, or the latest.
import type { ScanSummary } from '@/lib/core/inventory/scan-summary'
import { findLatestScan, findScan } from '@/lib/db/scan-repository'

export async function findScanSummary(id?: string): Promise<ScanSummary | null> {
  return id === undefined ? findLatestScan() : findScan(id)
}

// What the latest scan saw for the first time, and what it no longer saw.
import { findSeenAt, type SeenChange } from '@/lib/db/estate-repository'
import { findLastFinishedScan, findScanBefore } from '@/lib/db/scan-repository'

export type ScanChanges = {
  /** When the scan ended that this one is compared with; null where there was none: then nothing counts as new. */
  since: string | null
  new: SeenChange[]
  gone: SeenChange[]
}

/** By owner and key. What a gap hid before is new when it is first seen. */
export async function loadScanChanges(): Promise<ScanChanges> {
  const last = await findLastFinishedScan()
  const before = last && (await findScanBefore(last))
  if (!last?.finishedAt || !before) return { since: null, new: [], gone: [] }
  const at = new Date(last.finishedAt)
  return { since: before.finishedAt, ...(await findSeenAt(at)) }
}

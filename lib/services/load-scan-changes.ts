// What the latest scan saw for the first time, and what it no longer saw.
import { findSeenAt, type SeenChange } from '@/lib/db/estate-repository'
import { findLastFinishedScan, findScanBefore } from '@/lib/db/scan-repository'
import { queryInventory } from './query-inventory'

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

/** What the filters of `newsFilters` find; `since` as in `ScanChanges`, null where there was no scan to compare with. */
export type ScanNews = { since: string | null; new: number; gone: number }

export const newsFilters = { new: 'new:yes', gone: 'gone:yes' } as const

/** How many rows the last scan saw for the first time, and how many it no longer saw: the same that the links find. */
export async function countScanNews(): Promise<ScanNews> {
  const last = await findLastFinishedScan()
  const before = last && (await findScanBefore(last))
  if (!before) return { since: null, new: 0, gone: 0 }
  const [found, gone] = await Promise.all([newsFilters.new, newsFilters.gone].map(countRows))
  return { since: before.finishedAt, new: found ?? 0, gone: gone ?? 0 }
}

const countRows = async (filter: string): Promise<number> =>
  (await queryInventory({ filter, sort: 'key', direction: 'asc', page: 1, pageSize: 1 })).total

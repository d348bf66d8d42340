// CUTOVER_SCAN_EVERY: how often the worker starts a scan by itself. Unset, it never does.
import { findActiveScan, findLatestScan } from '@/lib/db/scan-repository'

const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds of a text such as `30m`, `6h` or `1d`; null for none or `off`; undefined where it is no such time. */
export function scanInterval(text = process.env.CUTOVER_SCAN_EVERY): number | null | undefined {
  const wanted = text?.trim() ?? ''
  if (wanted === '' || wanted === 'off') return null
  const [, number, unit] = /^(\d{1,4})([mhd])$/.exec(wanted) ?? []
  const milliseconds = Number(number) * (units[unit ?? ''] ?? 0)
  return milliseconds > 0 ? milliseconds : undefined
}

/** Is it time? Counted from when the last scan was asked for, however it ended; never while one waits or runs. */
export async function scanIsDue(now = new Date()): Promise<boolean> {
  const every = scanInterval()
  if (every === null || every === undefined || (await findActiveScan())) return false
  const last = await findLatestScan()
  return last === null || now.getTime() - Date.parse(last.queuedAt) >= every
}

// What `new:` and `gone:` of the filter ask: which scans first saw a definition, or no longer did.

/** When scans saw a definition first, and the first that no longer did; times are milliseconds. */
export type Seen = { first: number; gone: number | null }

/** Against what that counts. `lastScan` and `firstScan` are when they published; null before there was one. */
export type ScanMoments = { now: number; lastScan: number | null; firstScan: number | null }

const mostDays = 3650

/** `yes`: by the last scan; `no`: not by it; `7d`: within so many days. */
export type NewsValue = { kind: 'last'; wanted: boolean } | { kind: 'days'; days: number }

/** Null for what is neither `yes`, `no` nor days such as `7d`, at most ten years. */
export function readNewsValue(text: string): NewsValue | null {
  if (text === 'yes' || text === 'no') return { kind: 'last', wanted: text === 'yes' }
  const days = /^([1-9]\d{0,3})d$/.exec(text)?.[1]
  return days !== undefined && Number(days) <= mostDays ? { kind: 'days', days: Number(days) } : null
}

/**
 * Was it seen for the first time by the last scan, or within the days? Nothing is new by the first scan of all, since it
 * finds everything, and what is gone is not new. What no scan saw is neither.
 */
export function isNew(seen: Seen | null, text: string, moments: ScanMoments): boolean {
  const value = readNewsValue(text)
  if (value === null) return false
  const candidate = seen !== null && seen.gone === null && seen.first > (moments.firstScan ?? Number.POSITIVE_INFINITY)
  return answer(value, candidate ? seen.first : null, moments)
}

/** Did the last scan, or a scan within the days, no longer see it? What was seen again is not gone. */
export function isGone(seen: Seen | null, text: string, moments: ScanMoments): boolean {
  const value = readNewsValue(text)
  return value !== null && answer(value, seen?.gone ?? null, moments)
}

function answer(value: NewsValue, at: number | null, { now, lastScan }: ScanMoments): boolean {
  if (value.kind === 'last') return (at !== null && at === lastScan) === value.wanted
  return at !== null && at >= now - value.days * 24 * 3600 * 1000
}

// The nearest-rank percentile: a value that was seen, never one in between.

/** 0 of nothing. */
export function percentile(values: readonly number[], rank: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)] ?? 0
}

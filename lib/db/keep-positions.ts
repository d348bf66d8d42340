// Positions for rows in their order that leave as many rows as possible where they are, so that one newcomer is one write.

const gap = 65_536

/**
 * Takes what is known of each row's position, in the new order, null for a newcomer. Gives a position to each, strictly
 * ascending. The longest run of known ones that ascends stays; all are numbered anew only where no number is left between two.
 */
export function keepPositions(known: readonly (number | null)[]): number[] {
  const kept = longestAscending(known)
  const positions: number[] = []
  for (let at = 0; at < known.length; at = positions.length) {
    const here = known[at]
    if (kept.has(at) && here !== null && here !== undefined) {
      positions.push(here)
      continue
    }
    let end = at
    while (end < known.length && !kept.has(end)) end += 1
    const between = spread(end - at, positions.at(-1) ?? null, known[end] ?? null)
    if (!between) return known.map((_, index) => (index + 1) * gap)
    positions.push(...between)
  }
  return positions
}

/** `count` whole numbers between two, or beyond the one that there is; null when they do not fit. */
function spread(count: number, low: number | null, high: number | null): number[] | null {
  const steps = Array.from({ length: count }, (_, index) => index + 1)
  if (high === null) return steps.map((step) => (low ?? 0) + step * gap)
  if (low === null) return steps.map((step) => high - (count + 1 - step) * gap)
  const room = (high - low) / (count + 1)
  return room < 1 ? null : steps.map((step) => low + Math.floor(step * room))
}

/** The indexes of a longest strictly ascending run (patience sorting). */
function longestAscending(known: readonly (number | null)[]): Set<number> {
  const ends: { index: number; value: number }[] = []
  const before: (number | null)[] = []
  known.forEach((value, index) => {
    before.push(null)
    if (value === null) return
    let [from, to] = [0, ends.length]
    while (from < to) {
      const middle = (from + to) >> 1
      if ((ends[middle]?.value ?? value) < value) from = middle + 1
      else to = middle
    }
    before[index] = ends[from - 1]?.index ?? null
    ends[from] = { index, value }
  })
  const kept = new Set<number>()
  for (let at = ends.at(-1)?.index ?? null; at !== null; at = before[at] ?? null) kept.add(at)
  return kept
}

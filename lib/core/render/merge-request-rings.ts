// When the confirmed merge requests of a batch are opened: ring after ring, each at its rate.

export type RingRow = {
  id: string
  batch: string | null
  ring: number
  state: string
  perHour: number | null
  /** Null while its ring has not begun. */
  openAfter: string | null
}

const hour = 3600 * 1000

/**
 * Takes the queued rows of one ring, in order, and gives when each is opened: the first now, the next ones at equal steps
 * of an hour. Without a rate all at once.
 */
export function openTimes(count: number, now: Date, perHour: number | null): Date[] {
  const step = perHour === null ? 0 : hour / perHour
  return Array.from({ length: count }, (_, index) => new Date(now.getTime() + Math.round(index * step)))
}

/**
 * Takes all rows and gives, by batch, the queued rows of the ring that may begin now: the lowest that has not begun, when
 * every request of the earlier rings was merged. One that was closed, refused or failed stops the batch: a person decides.
 */
export function ringsToBegin(rows: readonly RingRow[]): { batch: string; ring: number; rows: RingRow[] }[] {
  const batches = [...new Set(rows.flatMap(({ batch }) => batch ?? []))]
  return batches.flatMap((batch) => {
    const mine = rows.filter((row) => row.batch === batch)
    const waiting = mine.filter((row) => row.state === 'queued' && row.openAfter === null)
    if (waiting.length === 0) return []
    const ring = Math.min(...waiting.map((row) => row.ring))
    const earlier = mine.filter((row) => row.ring < ring)
    if (earlier.some(({ state }) => state !== 'merged' && state !== 'superseded')) return []
    return [{ batch, ring, rows: waiting.filter((row) => row.ring === ring) }]
  })
}

/** What keeps a ring from beginning, by state; empty where nothing does. */
export function ringWaitsFor(rows: readonly RingRow[], batch: string, ring: number): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of rows) {
    if (row.batch !== batch || row.ring >= ring || row.state === 'merged' || row.state === 'superseded') continue
    counts[row.state] = (counts[row.state] ?? 0) + 1
  }
  return counts
}

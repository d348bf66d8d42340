// Fault switches: what the server does wrong on purpose, for which path, and how often.

export interface Fault {
  kind: '429' | '500' | '502' | '503' | 'hang' | 'truncated' | 'html' | 'redirect' | 'drift'
  /** Regular expression over the path with its query; every path if left out. */
  path?: string
  method?: string
  /** Regular expression over the body's text, for example to hit GraphQL pages above a size. */
  body?: string
  /** How many requests it hits; all if left out. */
  count?: number
  /** Seconds for `Retry-After` of 429. */
  retryAfter?: number
  /** Where `redirect` points; another host by default. */
  location?: string
  /** Rows by which pages after the first slip: 1 repeats a row (one was added), -1 skips one (one was removed). */
  by?: number
}

export class Faults {
  #faults: (Fault & { left: number })[] = []

  /** Replaces all switches; an empty list turns everything off. An unknown kind throws. */
  set(faults: Fault[]): void {
    const kinds = ['429', '500', '502', '503', 'hang', 'truncated', 'html', 'redirect', 'drift']
    for (const fault of faults) {
      if (!kinds.includes(fault.kind)) throw new Error(`Unknown fault ${fault.kind}; known: ${kinds.join(', ')}`)
    }
    this.#faults = faults.map((fault) => ({ ...fault, left: fault.count ?? Number.POSITIVE_INFINITY }))
  }

  /** The first switch that is on for this request; it is counted down. */
  take(method: string, pathAndQuery: string, body: string): Fault | undefined {
    const fault = this.#faults.find(
      (one) =>
        one.left > 0 &&
        (one.method === undefined || one.method === method) &&
        (one.path === undefined || new RegExp(one.path).test(pathAndQuery)) &&
        (one.body === undefined || new RegExp(one.body).test(body)),
    )
    if (fault !== undefined) fault.left -= 1
    return fault
  }
}

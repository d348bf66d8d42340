// A benchmark: two rates of one run, of which ours must be some times the other.

export type Benchmark = {
  name: string
  /** What is counted, in the plural. */
  unit: string
  /** How many times the baseline ours must be. */
  goal: number
  /** What the other rate is of. */
  baselineOf: string
  /** Gives both rates a second, or in one line why they cannot be measured here. */
  measure(say: (line: string) => void): Promise<Rates | { skip: string }>
}

export type Rates = { ours: number; baseline: number; notes?: string[] }

export type Measured = { name: string; ours: number; baseline: number; ratio: number; goal: number; met: boolean }

/** Rates with as many digits as are worth reading; the ratio is cut, so that one that shows the goal has met it. */
export function measured({ name, goal }: Benchmark, { ours, baseline }: Rates): Measured {
  const ratio = baseline === 0 ? 0 : ours / baseline
  return {
    name,
    ours: rounded(ours),
    baseline: rounded(baseline),
    ratio: Math.floor(ratio * 100) / 100,
    goal,
    met: ratio >= goal,
  }
}

const rounded = (value: number): number => Number(value.toPrecision(4))

/** Runs `work`, which says how much it has done, for at least so long; gives how much a second. */
export function ratePerSecond(seconds: number, work: () => number): number {
  work()
  const begun = performance.now()
  let done = 0
  for (;;) {
    done += work()
    const passed = (performance.now() - begun) / 1000
    if (passed >= seconds) return done / passed
  }
}

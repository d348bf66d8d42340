// One line of the benchmarks: ours and a baseline of the same run, and how many times the one is the other.

/** The unit of both numbers stands in the name. A line is met from its goal on, or up to it where less is better. */
export type BenchLine = { name: string; ours: number; baseline: number; ratio: number; goal: number; met: boolean }

/** What belongs together and is asked for by `--only`. A run may take minutes; `say` is told what else is worth knowing. */
export type BenchSuite = {
  name: string
  /** Gives the lines, or in one line why they cannot be measured here. */
  run(say: (line: string) => void): Promise<BenchLine[] | { skip: string }>
}

/** Two rates, of which more is better. The ratio is cut, so that one that shows the goal has met it. */
export function rateLine(name: string, rates: { ours: number; baseline: number }, goal: number): BenchLine {
  const { ours, baseline } = rates
  const ratio = baseline === 0 ? 0 : ours / baseline
  return {
    name,
    ours: Number(ours.toPrecision(4)),
    baseline: Number(baseline.toPrecision(4)),
    ratio: Math.floor(ratio * 100) / 100,
    goal,
    met: ratio >= goal,
  }
}

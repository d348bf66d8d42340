// The table that `npm run bench` prints.
import type { Benchmark, Measured } from './benchmark'

/** One line for each benchmark below a head, in columns. */
export function benchTable(rows: readonly { benchmark: Benchmark; result: Measured }[]): string[] {
  const cells = rows.map(({ benchmark: { unit, baselineOf }, result: { name, ours, baseline, ratio, goal, met } }) => [
    name,
    `${counted(ours)} ${unit}/s`,
    `${counted(baseline)} ${baselineOf}/s`,
    `${counted(ratio)}×`,
    `≥ ${counted(goal)}×`,
    met ? 'met' : 'MISSED',
  ])
  const all = [['benchmark', 'ours', 'baseline', 'ratio', 'goal', ''], ...cells]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

const counted = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 })

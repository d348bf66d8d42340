// The table that `npm run bench` prints.
import type { BenchLine } from './bench-line'

/** One line for each below a head, in columns. */
export function benchTable(lines: readonly BenchLine[]): string[] {
  const cells = lines.map(({ name, ours, baseline, ratio, goal, met }) => [
    name,
    ...[ours, baseline, ratio, goal].map(counted),
    met ? 'met' : 'MISSED',
  ])
  const all = [['', 'ours', 'baseline', 'ratio', 'goal', ''], ...cells]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  const padded = (cell: string, column: number) => {
    const width = widths[column] ?? 0
    return column === 0 || column === 5 ? cell.padEnd(width) : cell.padStart(width)
  }
  return all.map((row) => row.map(padded).join('  ').trimEnd())
}

const counted = (value: number): string => {
  const most = { maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0 }
  return value.toLocaleString('en-US', most)
}

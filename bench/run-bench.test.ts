import { afterEach, expect, test, vi } from 'vitest'
import { benchTable } from './bench-table'
import { type Benchmark, measured } from './benchmark'
import { runBench } from './run-bench'

const benchmark: Benchmark = {
  name: 'one',
  unit: 'cells',
  goal: 100,
  baselineOf: 'logins',
  measure: async () => ({ ours: 250_000, baseline: 2400 }),
}

afterEach(() => {
  vi.restoreAllMocks()
})

test('a ratio that reaches the goal is met, and one that a rounding would lift is not', () => {
  expect(measured(benchmark, { ours: 250_000, baseline: 2400 })).toEqual({
    name: 'one',
    ours: 250_000,
    baseline: 2400,
    ratio: 104.16,
    goal: 100,
    met: true,
  })
  expect(measured(benchmark, { ours: 99_999, baseline: 1000 })).toMatchObject({ ratio: 99.99, met: false })
  expect(measured(benchmark, { ours: 1, baseline: 0 })).toMatchObject({ ratio: 0, met: false })
})

test('the table has a line for each benchmark, with units', () => {
  const result = measured(benchmark, { ours: 12_345, baseline: 1234 })
  expect(benchTable([{ benchmark, result }])).toEqual([
    'benchmark  ours            baseline        ratio  goal',
    'one        12,350 cells/s  1,234 logins/s  10×    ≥ 100×  MISSED',
  ])
})

test.each([[['--only', 'nothing']], [['--jsn', 'x']], [['trust-matrix']]])('%j is wrong use', async (argv) => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(await runBench(argv)).toBe(2)
  expect(String(said.mock.calls[0]?.[0])).toContain('--only NAME  one of trust-decisions, trust-matrix')
})

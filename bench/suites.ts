// All that `npm run bench` measures. What a suite needs is loaded when it is its turn.
import type { BenchSuite } from './bench-line'

export const suites: readonly BenchSuite[] = [
  {
    name: 'trust-decisions',
    run: async (say) => (await import('./trust-benchmarks')).benchDecisions(say),
  },
  {
    name: 'trust-matrix',
    run: async (say) => (await import('./trust-benchmarks')).benchMatrix(say),
  },
  {
    name: 'scan',
    run: async (say) => (await import('./bench-scan')).benchScan(say),
  },
  {
    name: 'inventory',
    run: async () => {
      const { withTestDatabase } = await import('./with-test-database')
      const { benchInventory } = await import('./bench-inventory')
      return withTestDatabase((database) => benchInventory(database))
    },
  },
  {
    name: 'plan',
    run: async (say) => (await import('./bench-plan')).benchPlan(say),
  },
  {
    name: 'pages',
    run: async (say) => (await import('./bench-pages')).benchPages(say),
  },
]

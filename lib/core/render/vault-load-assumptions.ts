// What the load is worked out from where nobody said or counted it: assumptions, and plainly shown as such.
import type { LoadAssumptions } from './vault-load'

/** Picked to be on the high side for a team that works in working hours; they stand for no measurement. */
export const usualAssumptions: LoadAssumptions = {
  pipelines: { production: 20, environment: 10, plain: 10 },
  protectedPercent: 30,
  people: 5,
  pipelinesPerBranch: 4,
  busiestHourPercent: 20,
}

/** The largest that can be typed. */
export const largestAssumptions: LoadAssumptions = {
  pipelines: { production: 100_000, environment: 100_000, plain: 100_000 },
  protectedPercent: 100,
  people: 10_000,
  pipelinesPerBranch: 1_000,
  busiestHourPercent: 100,
}

// Runners of the latest scan and the jobs that they pick up.
import { type RunnerOverview, runnerOverview } from '@/lib/core/inventory/runner-overview'
import { findPlan, type Planned } from './load-plan'

let latest: { analysis: Planned['analysis']; overview: RunnerOverview } | null = null

/** Worked out once a scan. Null before the first finished one; `read` is false where that one did not ask for runners. */
export async function loadRunners(): Promise<(RunnerOverview & { read: boolean }) | null> {
  const planned = await findPlan()
  if (!planned) return null
  const { estate, analysis } = planned
  if (latest?.analysis !== analysis) latest = { analysis, overview: runnerOverview(estate, analysis) }
  return { ...latest.overview, read: estate.runners !== undefined }
}

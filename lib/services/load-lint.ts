// What is risky in the roles of the current plan.
import { accessModel } from '@/lib/core/render/access-model'
import { lintPlan, type PlanLint } from '@/lib/core/render/lint-plan'
import { currentHistories, type Histories } from './job-histories'
import { findPlan, type Planned } from './load-plan'

let latest: { planned: Planned; histories: Histories; lint: PlanLint } | null = null

/** Null before the first scan. The same object as long as the plan and what was read of who may push are the same. */
export async function loadLint(): Promise<PlanLint | null> {
  const planned = await findPlan()
  if (planned === null) return null
  const histories = await currentHistories()
  if (latest?.planned === planned && latest.histories === histories) return latest.lint
  latest = { planned, histories, lint: lintPlan(accessModel(planned), histories.list) }
  return latest.lint
}

// What is risky in the roles of the current plan.
import { accessModel } from '@/lib/core/render/access-model'
import { lintPlan, type PlanLint } from '@/lib/core/render/lint-plan'
import { findPlan, type Planned } from './load-plan'

let latest: { planned: Planned; lint: PlanLint } | null = null

/** Null before the first scan. The same object as long as the plan is the same. */
export async function loadLint(): Promise<PlanLint | null> {
  const planned = await findPlan()
  if (planned === null) return null
  if (latest?.planned === planned) return latest.lint
  latest = { planned, lint: lintPlan(accessModel(planned)) }
  return latest.lint
}

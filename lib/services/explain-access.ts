// What a job can read, from the estate and the mapping of this moment.
import type { AccessQuestion } from '@/lib/core/render/access-try'
import { type AccessAnswer, explainAccess } from '@/lib/core/render/explain-access'
import { AppError } from '@/lib/errors'
import { loadPlan } from './load-plan'

const shownChoices = 20

/** Fails with `no_scan`, or with `invalid_input` that names the projects where there is none of this path. */
export async function explainJob(question: AccessQuestion): Promise<AccessAnswer> {
  const { plan, estate, rules } = await loadPlan()
  const answer = explainAccess({ plan, estate, rules, ...question })
  if (answer !== null) return answer
  const planned = [...new Set(plan.jobs.map(({ project }) => project))].sort()
  const known = planned.length > 0 ? planned : estate.projects.map(({ fullPath }) => fullPath).sort()
  const more = known.length > shownChoices ? ` and ${known.length - shownChoices} more` : ''
  throw new AppError('invalid_input', [
    `There is no project ${JSON.stringify(question.project)}. Projects with planned jobs: ${known.slice(0, shownChoices).join(', ')}${more}.`,
  ])
}

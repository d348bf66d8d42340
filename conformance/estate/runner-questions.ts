// What the Runner is asked: each `secrets:` entry of each job after the change, with the token of every trigger.
import type { DemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import type { JobPlan } from '@/lib/core/mapping/plan'
import { tryLogin } from '@/lib/core/render/access-login'
import type { AccessModel } from '@/lib/core/render/access-model'
import type { BindingRow } from '@/lib/core/render/binding-table'
import { groupBy } from '@/lib/core/render/group-by'
import { jobPlansOf } from '@/lib/core/render/job-entries'
import { policyPath } from '@/lib/core/render/plan-policies'
import { type CiPlacement, projectChange } from '@/lib/core/render/project-change'
import type { Planned } from '@/lib/services/load-plan'
import { type Attempt, asksForProduction, estateAttempts, isOwnEnvironment } from './estate-attempts'
import type { EstateValues } from './estate-values'
import { type JobSecret, jobSecrets, type RunnerSecret } from './job-secrets'
import { mergedAfter } from './merged-after'
import { label } from './try-attempt'

export type RunnerQuestion = {
  name: string
  secret: RunnerSecret
  /** Null where it must be refused. */
  wanted: string | null
  /** What the engine says that the server prints, where the login is refused. */
  refusals: string[]
  production: boolean
}

export type RunnerQuestions = {
  questions: RunnerQuestion[]
  /** Of the changed projects: entries that the plan makes, entries that were there before, jobs that were refused. */
  entries: number
  others: number
  refusedJobs: number
  /** Entries of the plan that the merged configuration lacks, or has for a job that nobody planned. */
  faults: string[]
}

type Input = {
  demo: DemoGitlab
  planned: Planned
  rows: readonly BindingRow[]
  values: EstateValues
  model: AccessModel
}

/** Throws where GitLab finds a changed configuration invalid. */
export async function runnerQuestions(input: Input, placement: CiPlacement): Promise<RunnerQuestions> {
  const { demo, planned, model } = input
  const { estate, plan, rules } = planned
  const asked: RunnerQuestions = { questions: [], entries: 0, others: 0, refusedJobs: 0, faults: [] }
  const attempts = estateAttempts(model, input.rows).filter(isOwnEnvironment)
  const attemptsOf = groupBy(attempts, ({ role }) => roleKey(role.role.vault, role.role.name))
  for (const project of estate.projects) {
    const change = projectChange({ project, plan, rules, placement })
    asked.refusedJobs += change.refused.length
    if (change.files.length === 0) continue
    const refused = new Set(change.refused.map(({ job }) => job))
    const jobs = jobPlansOf(project, plan).filter(({ job }) => !refused.has(job.name))
    const merged = jobSecrets(await mergedAfter(demo, project.fullPath, change.files))
    const taken = new Set<JobSecret>()
    for (const job of jobs) {
      const tries = (attemptsOf.get(roleKey(job.vault, job.role)) ?? []).filter(
        ({ claims }) => claims.environment === undefined || claims.environment_action === job.job.environmentAction,
      )
      for (const entry of job.entries) {
        const found = merged.find((one) => one.job === job.job.name && one.key === entry.key)
        if (found === undefined) {
          asked.faults.push(`${project.fullPath} ${job.job.name}: ${entry.key} is not in the merged configuration`)
          continue
        }
        taken.add(found)
        asked.entries++
        asked.questions.push(...tries.flatMap((attempt) => questionOf(input, { attempt, job, entry, found })))
      }
    }
    asked.others += merged.filter((one) => !taken.has(one)).length
  }
  return asked
}

function questionOf(
  { demo, values, model }: Input,
  asked: { attempt: Attempt; job: JobPlan; entry: JobPlan['entries'][number]; found: JobSecret },
): RunnerQuestion[] {
  const { attempt, job, entry, found } = asked
  if (!attempt.certain) return []
  const promised = attempt.rows.some((row) => row.variableId === entry.variableId && row.jobs.includes(job.job.name))
  const value = values.get(policyPath(entry.placement))?.[entry.placement.target.field]
  if (value === undefined) throw new Error(`Nothing was put for ${entry.key}`)
  const jwt = demo.signIdToken({ ...attempt.claims, aud: found.audience })
  const { mount, role, claims } = attempt
  const refusals = tryLogin(mount, role, { claims, own: true, flavour: model.flavour }).login.reported
  const name = `${label(attempt)}, ${job.job.name}: ${entry.key}`
  const secret = found.with(jwt)
  return [{ name, secret, wanted: promised ? value : null, refusals, production: asksForProduction(attempt) }]
}

function roleKey(vault: string, role: string): string {
  return JSON.stringify([vault, role])
}

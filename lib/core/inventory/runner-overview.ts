// Every runner with what it does not know and how many jobs it may pick up, and every job whose runner is old, missing or unknown.
import type { Analysis } from './analysed-variable'
import type { Estate } from './estate'
import { type Runner, versionsOf } from './runner'
import { type JobRunners, runnersFor } from './runner-match'
import { noneDetail, oldDetail } from './runner-problems'
import { compareVersions, missingOn, type RunnerFeature } from './runner-versions'

export type RunnerRow = {
  runner: Runner
  /** Each once, oldest first; null where one is not known. */
  versions: (string | null)[]
  missing: RunnerFeature[]
  /** Does it lack what every generated entry needs? */
  old: boolean
  jobs: number
}

export type RunnerJobState = 'old' | 'sometimes' | 'none' | 'unknown'

export type RunnerJobRow = {
  project: string
  job: string
  tags: string[] | null
  state: RunnerJobState
  detail: string
  definedIn: { file: string; line: number } | null
  /** Keys of variables that it names. */
  keys: number
}

export type RunnerOverview = {
  runners: RunnerRow[]
  jobs: RunnerJobRow[]
  /** Jobs with a runner in all, those with nothing to say included. */
  total: number
  /** Groups whose runners are not shown, or not those of the instance. */
  hidden: string[]
  partly: string[]
}

/** Takes an estate with its analysis. Bridges have no runner and are left out. Sorted by age, then name; jobs by weight, then path. */
export function runnerOverview(estate: Estate, analysis: Analysis): RunnerOverview {
  const reading = estate.runners ?? null
  const counts = new Map<number, number>()
  const jobs: RunnerJobRow[] = []
  let total = 0
  for (const [project, all] of Object.entries(analysis.jobs)) {
    const ask = runnersFor(reading, project)
    for (const job of all) {
      if (job.bridge) continue
      total += 1
      const found = ask(job)
      if (found.state === 'some') for (const { id } of found.runners) counts.set(id, (counts.get(id) ?? 0) + 1)
      const told = toldOf(found)
      if (!told) continue
      const keys = new Set(job.uses.map(({ key }) => key)).size
      jobs.push({ project, job: job.name, tags: job.tags ?? null, ...told, definedIn: job.definedIn, keys })
    }
  }
  const known = Object.entries(reading?.known ?? {})
  const of = (state: string) => known.flatMap(([group, one]) => (one === state ? [group] : [])).sort()
  return {
    runners: (reading?.runners ?? []).map((runner) => rowOf(runner, counts.get(runner.id) ?? 0)).sort(byAge),
    jobs: jobs.sort(byWeight),
    total,
    hidden: of('unknown'),
    partly: of('own'),
  }
}

function toldOf(found: JobRunners): { state: RunnerJobState; detail: string } | null {
  if (found.state === 'unknown') return { state: 'unknown', detail: found.reason }
  const none = noneDetail(found)
  if (none !== null) return { state: 'none', detail: none }
  const old = oldDetail(found)
  if (old === null) return null
  return { state: old.startsWith('only') ? 'old' : 'sometimes', detail: old }
}

function rowOf(runner: Runner, jobs: number): RunnerRow {
  const versions = versionsOf(runner).sort((one, other) => compareVersions(one ?? '0', other ?? '0'))
  const oldest = versions.find((one) => one !== null)
  const missing = oldest ? missingOn(oldest) : []
  return { runner, versions, missing, old: missing.some(({ matters }) => matters === 'always'), jobs }
}

const byAge = (one: RunnerRow, other: RunnerRow) =>
  other.missing.length - one.missing.length ||
  compare(one.runner.description, other.runner.description) ||
  one.runner.id - other.runner.id

const weight: Record<RunnerJobState, number> = { old: 0, none: 1, sometimes: 2, unknown: 3 }

const byWeight = (one: RunnerJobRow, other: RunnerJobRow) =>
  weight[one.state] - weight[other.state] || compare(one.project, other.project) || compare(one.job, other.job)

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

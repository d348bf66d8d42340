// What is kept of a project's past jobs: counts by what decides a login, and who may push. No title, no log, no name of a person.
import type { GapReason } from '@/lib/core/inventory/estate'

/** One job that ran, as GitLab's list tells it. Held only until it is counted. */
export type PastJob = {
  id: number
  name: string
  /** Branch or tag, or `refs/merge-requests/<iid>/…`; null where GitLab did not say. */
  ref: string | null
  tag: boolean
  /** How the pipeline started, in GitLab's own word; null where it could not be read. */
  source: string | null
  /** `fork`: does it come from another project? Null where GitLab does not show the source project. */
  mergeRequest: { sourceBranch: string | null; fork: boolean | null } | null
}

/** What decides how a job logs in. */
export type RunSituation = {
  job: string
  ref: 'branch' | 'tag' | 'merge-request'
  /** Null where the protected names were not read, or where the project decides whether a merge request runs as protected. */
  protected: boolean | null
  source: string | null
  /** Of the deployment that the job made; null for a job that made none. */
  environment: string | null
  /** Only a merge request may be one; null where it is not known. */
  fork: boolean | null
}

export type JobRuns = RunSituation & { count: number }

export type HistoryPart = 'jobs' | 'deployments' | 'members' | 'protected_branches' | 'protected_tags'

/** Who may change a protected name: everyone from a level up, and single people. */
export type RefRight = {
  name: string
  /** Lowest access level (30 Developer, 40 Maintainer); null: no level at all. */
  level: number | null
  /** Ids of people who are named. */
  people: number[]
  /** Groups or deploy keys are named too, which are not looked into. */
  others: boolean
}

/** Of members GitLab's number and access level only. Each part is null where it could not be read. */
export type ProjectPeople = {
  members: { id: number; level: number }[] | null
  /** Who may push or merge: either is enough to run a pipeline there. */
  branches: RefRight[] | null
  tags: RefRight[] | null
}

export type JobHistory = {
  project: string
  readAt: string
  /** Jobs that were made at or after this. */
  since: string
  /** All jobs of the period were read. */
  complete: boolean
  missing: { part: HistoryPart; reason: GapReason }[]
  /** Null where the project has no planned job, so that nobody asked. */
  runs: JobRuns[] | null
  people: ProjectPeople
}

/** How far the reading of all projects is. */
export type HistoryReading = {
  state: 'queued' | 'running' | 'done' | 'failed'
  requestedBy: string
  startedAt: string
  finishedAt: string | null
  /** Projects. */
  done: number
  total: number | null
  message: string | null
}

/** How far back jobs are looked at. */
export const historyDays = 90

/**
 * Counts jobs by their situation. `environments` tells the environment by the id of the job that deployed to it; null
 * means that deployments could not be read. Whether a ref is protected is what the project says now. A merge request
 * counts as unprotected, unless its source branch is protected: then a setting of the project decides, which is looked at when jobs are replayed.
 */
export function countRuns(
  jobs: Iterable<PastJob>,
  facts: {
    environments: ReadonlyMap<number, string> | null
    isProtected: (ref: string, kind: 'branch' | 'tag') => boolean | null
  },
): JobRuns[] {
  const counted = new Map<string, JobRuns>()
  for (const job of jobs) {
    const situation = situationOf(job, facts)
    const key = situationKey(situation)
    const known = counted.get(key)
    if (known === undefined) counted.set(key, { ...situation, count: 1 })
    else known.count += 1
  }
  return [...counted].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, runs]) => runs)
}

/** The same text for the same situation, and another for every other. */
export function situationKey({ job, ref, protected: isProtected, source, environment, fork }: RunSituation): string {
  return JSON.stringify([job, ref, isProtected, source, environment, fork])
}

function situationOf(
  { id, name, ref, tag, source, mergeRequest }: PastJob,
  { environments, isProtected }: Parameters<typeof countRuns>[1],
): RunSituation {
  const environment = environments?.get(id) ?? null
  const request = mergeRequest !== null || source === 'merge_request_event' || ref?.startsWith('refs/merge-requests/')
  if (request) {
    const fork = mergeRequest?.fork ?? null
    const branch = mergeRequest?.sourceBranch ?? null
    const never = fork === true || (branch !== null && isProtected(branch, 'branch') === false)
    return { job: name, ref: 'merge-request', protected: never ? false : null, source, environment, fork }
  }
  const kind = tag ? 'tag' : 'branch'
  const protectedNow = ref === null ? null : isProtected(ref, kind)
  return { job: name, ref: kind, protected: protectedNow, source, environment, fork: false }
}

/**
 * GitLab names the copies of one job `name 1/3` and `name: [a, b]`. Gives the name of the CI configuration where it has
 * it, else the name as it is. Source: docs.gitlab.com/ci/yaml/#parallelmatrix; GitLab
 * `lib/gitlab/ci/config/normalizer/number_strategy.rb`, `matrix_strategy.rb`.
 */
export function configuredName(name: string, known: ReadonlySet<string>): string {
  if (known.has(name)) return name
  const bare = name.replace(/ \d+\/\d+$/, '').replace(/: \[.*\]$/, '')
  return known.has(bare) ? bare : name
}

// How many entities, and so clients of Vault, each choice of `user_claim` makes.
import type { LoadAssumptions, LoadProject, LoadRow } from './vault-load'

export const userClaims = [
  'project_id',
  'namespace_id',
  'user_login',
  'sub',
  'pipeline_id',
  'job_id',
  'runner_id',
] as const

export type UserClaim = (typeof userClaims)[number]

export type LoadClients = {
  claim: UserClaim
  /** Different entities that log in on one day, and in 30 days; null where no login works by this claim. */
  day: number | null
  month: number | null
  /** Does it go on growing, one for each new value? */
  endless: boolean
}

/** Days of the longer period. Vault bills by the month. */
export const clientDays = 30

/**
 * One entity for each value of the claim on one mount. The form that a job reads in makes no difference: an ID token is
 * made once for a job. `runner_id` is a number and refused. Sources: developer.hashicorp.com/vault/docs/concepts/client-count;
 * OpenBao `builtin/credential/jwt/path_login.go` (createIdentity); GitLab `lib/gitlab/ci/jwt.rb`.
 */
export function loadClients(
  projects: readonly LoadProject[],
  rows: readonly LoadRow[],
  assumptions: LoadAssumptions,
): LoadClients[] {
  const running = projects.flatMap((project, at) => {
    const row = rows[at]
    return row === undefined || row.runs === 0 ? [] : [{ project, row }]
  })
  const pipelines = total(running.map(({ row }) => row.pipelines))
  const runs = total(running.map(({ row }) => row.runs))
  // A project that runs less than daily is still one in the month.
  const daily = total(running.map(({ row }) => Math.min(1, row.pipelines)))
  const groups = new Set(running.map(({ project }) => project.group)).size
  const people = peopleOf(
    running.map(({ project }) => project),
    assumptions,
  )
  const branches = total(running.map(({ project, row }) => branchesOf(project, row, assumptions)))
  const known = (claim: UserClaim, day: number, month: number, endless = false): LoadClients => {
    return { claim, day: Math.min(day, month), month, endless }
  }
  return [
    known('project_id', daily, running.length),
    known('namespace_id', Math.min(groups, daily), groups),
    known('user_login', Math.min(people, pipelines), people),
    known('sub', daily + branches, running.length + branches * clientDays, true),
    known('pipeline_id', pipelines, pipelines * clientDays, true),
    known('job_id', runs, runs * clientDays, true),
    { claim: 'runner_id', day: null, month: null, endless: false },
  ]
}

/** Each person once where all are known by number; else so many for each project, which may count one twice. */
function peopleOf(projects: readonly LoadProject[], { people }: LoadAssumptions): number {
  const known = new Set(projects.flatMap((project) => project.people ?? []))
  const unknown = projects.filter((project) => project.people === null).length
  return known.size + unknown * people
}

/** New branches a day on which some job reads. The protected ones are counted as one for each project. */
function branchesOf({ jobs }: LoadProject, { pipelines }: LoadRow, assumptions: LoadAssumptions): number {
  if (!jobs.some(({ onOthers }) => onOthers)) return 0
  const others = (pipelines * (100 - assumptions.protectedPercent)) / 100
  return others / Math.max(1, assumptions.pipelinesPerBranch)
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

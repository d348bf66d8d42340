// How much the jobs will ask of Vault in a day: logins, reads, leases, tokens, by the form that they read in.
import type { Delivery } from '@/lib/core/mapping/delivery'
import { tokenSeconds } from './role-json'
import { type LoadClients, loadClients } from './vault-load-clients'

/** What a project does: something for production, for another environment, or for none. */
export const loadClasses = ['production', 'environment', 'plain'] as const

export type LoadClass = (typeof loadClasses)[number]

/** What no scan reads, and somebody has to say. */
export type LoadAssumptions = {
  /** Pipelines a day of each project, by its class. Not asked where the past jobs of a project were counted. */
  pipelines: Record<LoadClass, number>
  /** How many of 100 pipelines run on a protected branch or tag. */
  protectedPercent: number
  /** People of a project who start pipelines. */
  people: number
  /** Pipelines that a branch sees until it is merged. */
  pipelinesPerBranch: number
  /** How many of 100 pipelines of a day start in its busiest hour. */
  busiestHourPercent: number
}

export type LoadJob = {
  name: string
  /** May it run on protected refs, and on merge requests or other branches? */
  onProtected: boolean
  onOthers: boolean
  /** Entries that `secrets:` could hold, and how many different paths they are. */
  entries: number
  paths: number
  /** Different paths that only a script can read, whatever the form, and how many of them make a lease. */
  scriptPaths: number
  leases: number
  /** Reads nothing by path, yet needs a login of a script: transit. */
  scriptLogin: boolean
}

export type LoadProject = {
  path: string
  id: number
  group: string
  kind: LoadClass
  delivery: Delivery
  jobs: LoadJob[]
  /** Past jobs, counted; null where they were not read. */
  history: { days: number; runs: ReadonlyMap<string, number> } | null
  /** Ids of people who may start pipelines; null where they were not read. */
  people: readonly number[] | null
}

/** All a day. */
export type LoadNumbers = { logins: number; reads: number; leases: number; revocations: number }

export type LoadForm = 'secrets' | 'script'

export type LoadRow = {
  project: string
  kind: LoadClass
  delivery: Delivery
  from: 'history' | 'assumption'
  /** Pipelines a day with at least one of the jobs. */
  pipelines: number
  /** Runs of jobs that read from Vault, a day. */
  runs: number
  forms: Record<LoadForm, LoadNumbers>
  /** By the form that the project is planned to have; by `secrets:` where its tier is not known. */
  planned: LoadNumbers
}

export type LoadPeak = { loginsPerSecond: number; requestsPerSecond: number; tokensAlive: number }

export type VaultLoad = {
  rows: LoadRow[]
  pipelines: number
  runs: number
  forms: Record<LoadForm, LoadNumbers>
  planned: LoadNumbers
  /** In the busiest hour. Tokens are those that nobody revokes. */
  peak: Record<LoadForm | 'planned', LoadPeak>
  clients: LoadClients[]
}

/**
 * Takes what the projects read and how often they run; gives the load of a day. GitLab Runner logs in and reads once for
 * each entry of `secrets:` and revokes nothing; the script logs in once, reads each path once and revokes its token. What
 * only a script can read is read by one in both forms. Sources: GitLab Runner `common/secrets.go`,
 * `helpers/secrets/resolvers/vault/resolver.go` (a new client and login for each); `script-form.ts`.
 */
export function vaultLoad({
  projects,
  assumptions,
}: {
  projects: readonly LoadProject[]
  assumptions: LoadAssumptions
}): VaultLoad {
  const rows = projects.map((project) => rowOf(project, assumptions))
  const sumOf = (pick: (row: LoadRow) => LoadNumbers) => rows.map(pick).reduce(add, nothing)
  const forms = {
    secrets: sumOf(({ forms: { secrets } }) => secrets),
    script: sumOf(({ forms: { script } }) => script),
  }
  const perSecond = (day: number) => (day * assumptions.busiestHourPercent) / 100 / 3600
  const peak = (numbers: LoadNumbers): LoadPeak => ({
    loginsPerSecond: perSecond(numbers.logins),
    requestsPerSecond: perSecond(numbers.logins + numbers.reads + numbers.revocations),
    tokensAlive: perSecond(numbers.logins - numbers.revocations) * tokenSeconds,
  })
  const planned = sumOf((row) => row.planned)
  return {
    rows,
    pipelines: total(rows.map(({ pipelines }) => pipelines)),
    runs: total(rows.map(({ runs }) => runs)),
    forms,
    planned,
    peak: { planned: peak(planned), secrets: peak(forms.secrets), script: peak(forms.script) },
    clients: loadClients(projects, rows, assumptions),
  }
}

/** What one run of a job asks for. */
export function loadOfRun(job: LoadJob, form: LoadForm): LoadNumbers {
  const scripted = job.scriptPaths > 0 || job.scriptLogin
  if (form === 'secrets') {
    return {
      logins: job.entries + (scripted ? 1 : 0),
      reads: job.entries + job.scriptPaths,
      leases: job.leases,
      revocations: scripted ? 1 : 0,
    }
  }
  const logins = job.entries > 0 || scripted ? 1 : 0
  return { logins, reads: job.paths + job.scriptPaths, leases: job.leases, revocations: logins }
}

function rowOf(project: LoadProject, assumptions: LoadAssumptions): LoadRow {
  const { path, kind, delivery, jobs, history } = project
  const runs = jobs.map((job) => ({ job, day: runsOf(project, job, assumptions) }))
  const sum = (form: LoadForm) => runs.map(({ job, day }) => times(loadOfRun(job, form), day)).reduce(add, nothing)
  const forms = { secrets: sum('secrets'), script: sum('script') }
  return {
    project: path,
    kind,
    delivery,
    from: history === null ? 'assumption' : 'history',
    // Of past jobs only runs are counted: the job that ran most often stands for the pipelines.
    pipelines: Math.max(0, ...runs.map(({ day }) => day)),
    runs: total(runs.map(({ day }) => day)),
    forms,
    planned: delivery === 'script' ? forms.script : forms.secrets,
  }
}

/** Runs of a job a day: counted, or once in each pipeline that its rules let it into. */
function runsOf({ kind, history }: LoadProject, job: LoadJob, assumptions: LoadAssumptions): number {
  if (history !== null) return (history.runs.get(job.name) ?? 0) / history.days
  const pipelines = assumptions.pipelines[kind]
  const onProtected = (pipelines * assumptions.protectedPercent) / 100
  return (job.onProtected ? onProtected : 0) + (job.onOthers ? pipelines - onProtected : 0)
}

const nothing: LoadNumbers = { logins: 0, reads: 0, leases: 0, revocations: 0 }

function add(one: LoadNumbers, other: LoadNumbers): LoadNumbers {
  return {
    logins: one.logins + other.logins,
    reads: one.reads + other.reads,
    leases: one.leases + other.leases,
    revocations: one.revocations + other.revocations,
  }
}

function times(numbers: LoadNumbers, factor: number): LoadNumbers {
  const { logins, reads, leases, revocations } = numbers
  return { logins: logins * factor, reads: reads * factor, leases: leases * factor, revocations: revocations * factor }
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0)
}

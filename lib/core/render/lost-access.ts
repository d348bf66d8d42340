// Who loses access: past jobs put through the planned roles, by job and by every reason why they would be refused.
import type { Analysis } from '@/lib/core/inventory/analysed-variable'
import type { JobPlan } from '@/lib/core/mapping/plan'
import type { Trigger } from '@/lib/core/trust/claims-of'
import { configuredName, type JobHistory, type JobRuns } from '@/lib/core/trust/job-history'
import { lineOfKey } from './access-files'
import { coversEnvironment } from './access-job'
import { type AccessReason, tryLogin } from './access-login'
import type { AccessModel } from './access-model'
import type { AccessMount, AccessRole } from './access-mounts'
import { groupBy } from './group-by'
import { pastTokens } from './lost-access-token'
import { policyPath } from './plan-policies'

/**
 * `unknown`: something was not read that decides. `not_affected`: the job reads no planned variable.
 * `not_in_configuration`: no job of the current configuration has this name.
 */
export const lostVerdicts = ['refused', 'unknown', 'passes', 'not_affected', 'not_in_configuration'] as const

export type LostVerdict = (typeof lostVerdicts)[number]

export type LostRow = {
  /** The same for the same job, role and reasons, whatever else changes: what somebody accepts. */
  identity: string
  project: string
  /** As the configuration names it. */
  job: string
  verdict: LostVerdict
  count: number
  /** The runs that this row is about, most first. */
  runs: JobRuns[]
  role: string | null
  /** Each key that the job reads from Vault, with its variable. */
  reads: { key: string; variableId: string }[]
  /** In Vault's order; of `unknown` those that would hold in the worse case. */
  reasons: AccessReason[]
  /** The texts of which Vault prints one. */
  reported: string[]
  /** Follows "It is not known ". */
  unread: string[]
  /** For the way to the Access page. */
  example: { trigger: Trigger; environment: string | null } | null
}

/** Gives a row for each job, verdict and set of reasons, those that lose most first. Null histories are nobody's runs. */
export function lostAccess(model: AccessModel, analysis: Analysis, histories: readonly JobHistory[]): LostRow[] {
  return sortLost(histories.flatMap((history) => lostRowsOf(model, analysis, history)))
}

/** Those that lose most first. */
export function sortLost(rows: readonly LostRow[]): LostRow[] {
  const rank = ({ verdict }: LostRow) => lostVerdicts.indexOf(verdict)
  return [...rows].sort(
    (a, b) =>
      rank(a) - rank(b) || b.count - a.count || (a.identity < b.identity ? -1 : a.identity > b.identity ? 1 : 0),
  )
}

type Judged = Omit<LostRow, 'identity' | 'project' | 'count' | 'runs'> & { run: JobRuns }

/** The rows of one project. */
export function lostRowsOf(model: AccessModel, analysis: Analysis, history: JobHistory): LostRow[] {
  const plans = groupBy(model.jobsOf(history.project), ({ job }) => job.name)
  const configured = Object.hasOwn(analysis.jobs, history.project) ? analysis.jobs[history.project] : undefined
  const names = new Set([...plans.keys(), ...(configured ?? []).map(({ name }) => name)])
  const judged = (history.runs ?? []).map((run): Judged => {
    const job = configuredName(run.job, names)
    const empty = { job, run, role: null, reads: [], reasons: [], reported: [], unread: [], example: null }
    const planned = plans.get(job)
    if (planned !== undefined) return { ...empty, ...judge(model, planned, run) }
    if (names.has(job)) return { ...empty, verdict: 'not_affected' }
    if (configured !== undefined) return { ...empty, verdict: 'not_in_configuration' }
    return { ...empty, verdict: 'unknown', unread: ['which jobs the configuration has'] }
  })
  const grouped = groupBy(judged, ({ job, verdict, role, reasons, unread }) =>
    JSON.stringify([
      history.project,
      job,
      verdict,
      role,
      reasons.map(({ code, claim, got, text }) => [code, claim, got, text]),
      unread,
    ]),
  )
  return [...grouped].flatMap(([identity, same]) => {
    const [first] = same
    if (first === undefined) return []
    const { run: _, ...rest } = first
    const runs = same.map(({ run }) => run).sort((a, b) => b.count - a.count)
    const count = runs.reduce((sum, run) => sum + run.count, 0)
    return [{ ...rest, identity, project: history.project, count, runs }]
  })
}

type Judgement = Omit<Judged, 'job' | 'run'>

/** A job may be planned for several environments; the one that covers the run's counts. */
function judge(model: AccessModel, plans: readonly JobPlan[], run: JobRuns): Judgement {
  const fitting = plans.find(
    ({ job }) => run.environment !== null && coversEnvironment(job.environment, run.environment),
  )
  const plan = fitting ?? plans[0]
  const project = plan && model.projects.get(plan.project)
  const mount = plan && model.mounts.find(({ vault }) => vault.name === plan.vault)
  const role =
    project && mount?.rolesFor(project.fullPath, String(project.id)).find((one) => one.role.name === plan.role)
  const reads = (plan?.entries ?? []).map(({ key, variableId }) => ({ key, variableId }))
  const open = { role: plan?.role ?? null, reads, reasons: [], reported: [], example: null }
  if (!plan || !project || !mount || !role) return { ...open, verdict: 'unknown', unread: ['what the role is'] }
  const groupId = model.estate.groups.find(({ fullPath }) => fullPath === project.groupPath)?.id ?? null
  const place = { estate: model.estate, rules: model.rules, project, groupId }
  const { tokens, unread } = pastTokens(place, plan, run, mount.vault.audience)
  const tried = tokens.map((token) => ({ token, refusal: refusalOf(model, mount, role, plan, token.claims) }))
  const refused = tried.filter((one) => one.refusal !== null)
  const worst = refused[0] ?? tried[0]
  const example = worst ? { trigger: worst.token.trigger, environment: worst.token.environment } : null
  if (refused.length === 0) return { ...open, verdict: 'passes', unread: [], example }
  const reasons = commonReasons(refused.map(({ refusal }) => refusal?.reasons ?? []))
  const reported = [...new Set(refused.flatMap(({ refusal }) => refusal?.reported ?? []))]
  if (refused.length < tried.length) return { ...open, verdict: 'unknown', unread, reasons, reported, example }
  return { ...open, verdict: 'refused', unread: [], reasons, reported, example }
}

type Refusal = { reasons: AccessReason[]; reported: string[] }

/** Null where the job gets in and reads all that it is planned to. */
function refusalOf(
  model: AccessModel,
  mount: AccessMount,
  role: AccessRole,
  plan: JobPlan,
  claims: Parameters<typeof tryLogin>[2]['claims'],
): Refusal | null {
  const tried = tryLogin(mount, role, { claims, own: true, flavour: model.flavour })
  if (!tried.allowed) return { reasons: tried.login.failing, reported: tried.login.reported }
  const reasons = plan.entries.flatMap(({ placement }): AccessReason[] => {
    const path = policyPath(placement)
    const verdict = tried.ask(path, placement.engine === 'transit' ? 'update' : 'read')
    if (verdict?.by) return []
    const at = { file: role.file, line: lineOfKey(role.text, 'token_policies') }
    return [{ code: verdict?.reason ?? 'no_rule', claim: null, want: path, got: null, text: 'permission denied', at }]
  })
  return reasons.length === 0 ? null : { reasons, reported: ['permission denied'] }
}

/** Those that hold whatever the unknown was; all of the first where none does. */
function commonReasons(lists: AccessReason[][]): AccessReason[] {
  const [first = [], ...rest] = lists
  const sets = rest.map((list) => new Set(list.map(reasonKey)))
  const common = first.filter((reason) => sets.every((set) => set.has(reasonKey(reason))))
  return common.length > 0 ? common : first
}

function reasonKey({ code, claim, text, want }: AccessReason): string {
  return JSON.stringify([code, claim, text, want])
}

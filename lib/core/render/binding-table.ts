// The binding table: who can read which variable where, one row for each variable and role.

import type { Estate, Project } from '@/lib/core/inventory/estate'
import { instanceOf, issuerOf } from '@/lib/core/inventory/gitlab-instance'
import { nameOf } from '@/lib/core/mapping/answer-star'
import { needsScript } from '@/lib/core/mapping/delivery'
import type { JobPlan, Placement, Plan, Role, RoleFlag } from '@/lib/core/mapping/plan'
import type { Trigger } from '@/lib/core/trust/claims-of'
import { qualifyingTriggers } from '@/lib/core/trust/who-qualifies'
import { policyPath } from './plan-policies'
import { type PoliciesByName, pathsSharedWithMergeRequests, policiesByName, sharedKey } from './shared-paths'

export type BindingRow = {
  /** Name or pattern; null for jobs without an environment. */
  environment: string | null
  production: boolean
  project: string
  key: string
  variableId: string
  vault: string
  mount: string
  path: string
  field: string
  role: string
  /** The role's policies that grant this path. */
  policies: string[]
  boundClaims: Record<string, string | string[]>
  boundClaimsType: 'string' | 'glob'
  /** Ways of starting a pipeline whose jobs could log in. */
  qualifies: Trigger[]
  jobs: string[]
  flags: RoleFlag[]
  /** Set where a script fetches it: the runner then does not know the value, and masks nothing. */
  notMasked?: string
}

/**
 * Gives the rows sorted by environment (none last), project, key and role. Production and merge requests at one path
 * are flagged on the rows of that path only. Roles of projects that the estate does not hold give no rows.
 */
export function bindingTable({ plan, estate }: { plan: Plan; estate: Estate }): BindingRow[] {
  const projects = new Map(estate.projects.map((project) => [project.fullPath, project]))
  const shared = pathsSharedWithMergeRequests(plan)
  const policies = policiesByName(plan.policies)
  const jobs = jobsByRole(plan.jobs)
  const rows = plan.roles.flatMap((role) => {
    const project = projects.get(role.project)
    if (project === undefined) return []
    const qualifies = qualifyingFor(role, project, issuerOf(estate, instanceOf(role.project)))
    const reads = readsOf(jobs.get(roleKey(role.project, role.vault, role.name)) ?? [])
    return reads.map((read) => makeRow({ role, read, qualifies, policies, shared }))
  })
  return rows.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
}

function jobsByRole(jobs: JobPlan[]): Map<string, JobPlan[]> {
  const byRole = new Map<string, JobPlan[]>()
  for (const job of jobs) {
    const key = roleKey(job.project, job.vault, job.role)
    const same = byRole.get(key)
    if (same === undefined) byRole.set(key, [job])
    else same.push(job)
  }
  return byRole
}

function roleKey(project: string, vault: string, role: string): string {
  return JSON.stringify([project, vault, role])
}

type Read = { variableId: string; key: string; placement: Placement; jobs: string[]; scripted: boolean }

function readsOf(jobs: JobPlan[]): Read[] {
  const reads = new Map<string, Read>()
  for (const { job, entries, delivery = 'secrets' } of jobs) {
    for (const { variableId, key, placement } of entries) {
      const id = JSON.stringify([variableId, placement.target])
      const read = reads.get(id) ?? { variableId, key, placement, jobs: [], scripted: false }
      read.jobs.push(job.name)
      if (delivery === 'script' || needsScript(placement)) read.scripted = true
      reads.set(id, read)
    }
  }
  return [...reads.values()]
}

type RowParts = {
  role: Role
  read: Read
  qualifies: Trigger[]
  policies: PoliciesByName
  shared: Map<string, string[]>
}

function makeRow({ role, read, qualifies, policies, shared }: RowParts): BindingRow {
  const { vault, mount, path, field } = read.placement.target
  const spelled = policyPath(read.placement)
  const granting = role.policies.filter((name) => policies.get(vault, name)?.paths.some((one) => one.path === spelled))
  const flags = role.flags.filter((flag) => flag.code !== 'path_shared_with_merge_requests')
  const reachedBy = shared.get(sharedKey(vault, spelled)) ?? []
  const detail = `Merge requests reach ${spelled} by ${reachedBy.join(', ')}, and production reads it`
  return {
    environment: nameOf(role.environment),
    production: role.production,
    project: role.project,
    key: read.key,
    variableId: read.variableId,
    vault,
    mount,
    path,
    field,
    role: role.name,
    policies: granting,
    boundClaims: role.boundClaims,
    boundClaimsType: role.boundClaimsType,
    qualifies,
    jobs: [...new Set(read.jobs)].sort(),
    flags: reachedBy.length === 0 ? flags : [...flags, { code: 'path_shared_with_merge_requests', detail }],
    ...(read.scripted ? { notMasked: notMaskedDetail } : {}),
  }
}

const notMaskedDetail = 'A script fetches it, so GitLab Runner does not know the value and does not mask it in the log'

function qualifyingFor(role: Role, project: Project, gitlabUrl: string): Trigger[] {
  const environment = nameOf(role.environment)
  return qualifyingTriggers({
    protectedMergeRequests: project.settings?.protectsMergeRequests ?? null,
    gitlabUrl,
    project,
    environment: role.environment,
    environmentProtected: environment !== null && (project.protectedEnvironments ?? []).includes(environment),
    boundClaimsType: role.boundClaimsType,
    boundClaims: role.boundClaims,
  })
}

function sortKey(row: BindingRow): string {
  return [row.environment ?? '\uffff', row.project, row.key, row.vault, row.role, row.variableId].join('\0')
}

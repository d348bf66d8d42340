// Roles: one for each (project, environment, protected) of a vault, with the jobs that log in by it.
import type { Problem } from '@/lib/core/inventory/problem'
import { nameOf } from '@/lib/core/mapping/answer-star'
import { firstRule } from '@/lib/core/mapping/decide-variable'
import type { JobPlan, Role } from '@/lib/core/mapping/plan'
import { boundClaimsFor } from '@/lib/core/trust/bound-claims-for'
import type { PlanContext } from './plan-context'
import type { RoleOf } from './plan-policies'
import type { Entry } from './planned-entries'
import { isVaultName, joinName, nameByTemplate, namePart, shortHash } from './vault-name'

/** All that one role serves; `byTemplate` when a rule names it. */
export type RoleUnit = { key: string; name: string; byTemplate: boolean; vault: string; entries: Entry[] }

export type NamedRoles = { units: RoleUnit[]; roleOf: RoleOf; problems: { variableId: string; problem: Problem }[] }

/**
 * Groups entries into roles and names them. A rule's `role` template names the role for all jobs of the unit; rules
 * that name two for one unit (`two_logins` where one job needs both), two units of one name, and names outside Vault's
 * syntax block the variables. Else the
 * name is `cutover-<project id>-<environment>-<protected|open>`; where `review` and `review/*` would both be `review`,
 * what was shortened gets a suffix.
 */
export function nameRoles(entries: Entry[], context: PlanContext): NamedRoles {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = keyOf(entry)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [entry])
    else group.push(entry)
  }
  const problems: NamedRoles['problems'] = []
  const units = [...groups].map(([key, members]): RoleUnit => {
    const vault = members[0]?.placement.target.vault ?? ''
    const { name, byTemplate, found } = nameUnit(members, context)
    problems.push(...found)
    return { key, name, byTemplate, vault, entries: members }
  })
  for (const same of sameNames(units)) for (const unit of same) lengthen(unit)
  for (const same of sameNames(units)) {
    const detail = `${same.length} roles of vault ${same[0]?.vault} would be named ${same[0]?.name}`
    problems.push(...same.flatMap((unit) => blockAll(unit.entries, 'role_name_collision', detail)))
  }
  const byKey = new Map(units.map((unit) => [unit.key, unit]))
  return { units, roleOf: (entry) => byKey.get(keyOf(entry)) ?? { key: '', name: '' }, problems }
}

function keyOf({ site, placement }: Entry): string {
  return JSON.stringify([placement.target.vault, site.project, site.environment, site.protected])
}

type NamedUnit = { name: string; byTemplate: boolean; found: NamedRoles['problems'] }

function nameUnit(members: Entry[], context: PlanContext): NamedUnit {
  const [first] = members
  const named = members.flatMap((entry) => {
    const template = firstRule(entry.mapped.variable, context.rules.rules)?.role
    const { job } = entry.site
    return template === undefined
      ? []
      : [{ template, job: job.name, ...nameByTemplate(template, context.valuesOf(entry)) }]
  })
  const names = [...new Set(named.map((one) => one.name))].sort()
  const name = names[0]
  if (name === undefined) {
    return { name: first === undefined ? '' : defaultName(first, context), byTemplate: false, found: [] }
  }
  return { name, byTemplate: true, found: templateProblems(members, named, names) }
}

function templateProblems(
  members: Entry[],
  named: { template: string; job: string; name: string; unknown: string[] }[],
  names: string[],
): NamedRoles['problems'] {
  const unknown = named.find((one) => one.unknown.length > 0)
  if (unknown !== undefined) {
    const braced = unknown.unknown.map((one) => `{${one}}`).join(', ')
    return blockAll(members, 'template_unknown_name', `Role ${unknown.template}: no such name: ${braced}`)
  }
  const torn = named.find((one) => named.some(({ job, name }) => job === one.job && name !== one.name))
  if (torn !== undefined) {
    return blockAll(members, 'two_logins', `Rules name two roles for job ${torn.job}: ${names.join(', ')}`)
  }
  if (names.length > 1) {
    return blockAll(members, 'role_name_collision', `Rules name two roles for one login: ${names.join(', ')}`)
  }
  const wrong = names.filter((name) => !isVaultName(name))
  return wrong.length === 0 ? [] : blockAll(members, 'role_name_invalid', `Role ${wrong.join(', ')}`)
}

function defaultName(entry: Entry, context: PlanContext): string {
  const values = context.valuesOf(entry)
  return joinName(
    'cutover',
    values.project_id ?? entry.site.project,
    values.environment ?? 'any',
    values.protected ?? 'open',
  )
}

function sameNames(units: RoleUnit[]): RoleUnit[][] {
  const groups = new Map<string, RoleUnit[]>()
  for (const unit of units) {
    const key = JSON.stringify([unit.vault, unit.name])
    groups.set(key, [...(groups.get(key) ?? []), unit])
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

/** Adds a suffix to a default name that lost something of its environment. Names by template stay as they are. */
function lengthen(unit: RoleUnit): void {
  const site = unit.entries[0]?.site
  const environment = site === undefined ? null : nameOf(site.environment)
  if (environment === null || unit.byTemplate) return
  if (namePart(environment) !== environment || environment === 'any')
    unit.name = `${unit.name}-${shortHash(environment)}`
}

function blockAll(entries: Entry[], code: Problem['code'], detail: string): NamedRoles['problems'] {
  const ids = [...new Set(entries.map((entry) => entry.mapped.id))]
  return ids.map((variableId) => ({ variableId, problem: { code, detail, evidence: [] } }))
}

/** The finished role of a unit, with the policies that its entries need. */
export function makeRole(unit: RoleUnit, policies: string[], context: PlanContext): Role | null {
  const site = unit.entries[0]?.site
  const project = site === undefined ? null : context.index.project(site.project)
  if (site === undefined || project === null) return null
  const environment = nameOf(site.environment)
  const listed = project.protectedEnvironments
  const jobs = new Map(unit.entries.map((entry) => [entry.site.job.name, entry.site.job]))
  const claims = boundClaimsFor({
    projectId: project.id,
    environment: site.environment,
    production: site.production,
    protected: site.protected,
    environmentProtected: listed === null || environment === null ? null : listed.includes(environment),
    actions: [...jobs.values()].map((job) => job.environmentAction),
  })
  return {
    name: unit.name,
    vault: unit.vault,
    project: site.project,
    projectId: project.id,
    environment: site.environment,
    production: site.production,
    protected: site.protected,
    jobs: [...jobs.keys()].sort(),
    policies: [...new Set(policies)].sort(),
    ...claims,
  }
}

/** What each job of a unit reads. */
export function jobPlansOf(unit: RoleUnit): JobPlan[] {
  const plans = new Map<string, JobPlan>()
  for (const { mapped, placement, site } of unit.entries) {
    const plan = plans.get(site.job.name) ?? {
      project: site.project,
      job: site.job,
      role: unit.name,
      vault: unit.vault,
      entries: [],
    }
    plan.entries.push({ variableId: mapped.id, key: mapped.variable.key, placement })
    plans.set(site.job.name, plan)
  }
  return [...plans.values()]
}

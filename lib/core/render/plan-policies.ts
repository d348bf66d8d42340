// Policies: one for each role, and one for each set of variables that a group shares.
import type { JobEnvironment } from '@/lib/core/inventory/consumer'
import type { Problem } from '@/lib/core/inventory/problem'
import { firstRule } from '@/lib/core/mapping/decide-variable'
import { environmentPart } from '@/lib/core/mapping/expand-template'
import { scopeAsEnvironment } from '@/lib/core/mapping/place-variable'
import type { Placement, Policy } from '@/lib/core/mapping/plan'
import { isShared } from '@/lib/core/mapping/share-paths'
import type { PlanContext } from './plan-context'
import type { Entry } from './planned-entries'
import { isVaultName, joinName, nameByTemplate } from './vault-name'

/** The name of the role that serves an entry, and what tells that role apart from others in its vault. */
export type RoleOf = (entry: Entry) => { key: string; name: string }

export type PlannedPolicies = {
  policies: Policy[]
  /** Names of the policies that an entry's role must list. */
  policyOf: Map<Entry, string>
  problems: { variableId: string; problem: Problem }[]
}

/** A policy as it is being filled: `unit` is what it is for, so that two units of one name are a collision. */
type Draft = { unit: string; policy: Policy; ids: Set<string> }

/**
 * Puts the path of each entry into one policy. A project's variable goes into the policy of the role that reads it, a
 * group's or the instance's into the shared policy of its (owner, environment scope, protected). A rule's `policy`
 * template names it, else it is named after the role, or after the group. Policies hold exactly the paths that jobs
 * read. Two policies of one name in one vault block the variables of both.
 */
export function planPolicies(entries: Entry[], roleOf: RoleOf, context: PlanContext): PlannedPolicies {
  const drafts = new Map<string, Draft[]>()
  const policyOf = new Map<Entry, string>()
  const problems: PlannedPolicies['problems'] = []
  for (const entry of entries) {
    const { target } = entry.placement
    const found = nameOf(entry, roleOf, context)
    if (found.problem !== null) problems.push({ variableId: entry.mapped.id, problem: found.problem })
    policyOf.set(entry, found.name)
    const place = JSON.stringify([target.vault, found.name])
    const unit = isShared(entry.mapped.variable) ? sharedUnit(entry) : roleOf(entry).key
    const same = drafts.get(place) ?? []
    let draft = same.find((one) => one.unit === unit)
    if (draft === undefined) {
      draft = { unit, policy: emptyPolicy(found.name, entry), ids: new Set() }
      drafts.set(place, [...same, draft])
    }
    addPath(draft, entry)
  }
  for (const same of drafts.values()) {
    if (same.length > 1) problems.push(...same.flatMap(collision))
  }
  const policies = [...drafts.values()].flat().map(({ policy }) => sorted(policy))
  return { policies: policies.sort(byName), policyOf, problems }
}

/** The path as a policy spells it, with `data/` for kv-v2. */
export function policyPath({ engine, target }: Pick<Placement, 'engine' | 'target'>): string {
  return engine === 'kv-v2' ? `${target.mount}/data/${target.path}` : `${target.mount}/${target.path}`
}

function nameOf(entry: Entry, roleOf: RoleOf, context: PlanContext): { name: string; problem: Problem | null } {
  const { variable } = entry.mapped
  const template = firstRule(variable, context.rules.rules)?.policy
  if (template === undefined) {
    return { name: isShared(variable) ? sharedName(entry, context) : roleOf(entry).name, problem: null }
  }
  const values = isShared(variable) ? sharedValues(entry) : context.valuesOf(entry)
  const { name, unknown, missing } = nameByTemplate(template, values)
  const names = [...unknown, ...missing].map((one) => `{${one}}`).join(', ')
  if (unknown.length > 0) return { name, problem: problem('template_unknown_name', `Policy ${template}: ${names}`) }
  if (isVaultName(name)) return { name, problem: null }
  return {
    name,
    problem: problem('role_name_invalid', `Policy ${name}${names === '' ? '' : `: no value for ${names}`}`),
  }
}

function sharedEnvironment({ mapped, placement }: Entry): string {
  return mapped.star?.answer === 'per_environment' ? placement.environment : mapped.variable.environmentScope
}

function sharedUnit(entry: Entry): string {
  const { level, owner } = entry.mapped.variable
  return JSON.stringify([level, owner, sharedEnvironment(entry), entry.placement.protected])
}

function sharedName(entry: Entry, context: PlanContext): string {
  const { level, owner } = entry.mapped.variable
  const who = owner === null ? level : `${level}-${context.groupId(owner) ?? owner}`
  const guard = entry.placement.protected ? 'protected' : 'open'
  return joinName('cutover', who, environmentPart(sharedEnvironment(entry)), guard)
}

function sharedValues({ mapped, placement }: Entry) {
  return {
    project_id: null,
    project_path: null,
    group_path: mapped.variable.owner,
    environment: placement.environment,
    key: mapped.variable.key,
    scope: mapped.variable.environmentScope,
    protected: placement.protected ? 'protected' : 'open',
  }
}

function emptyPolicy(name: string, entry: Entry): Policy {
  const { level, owner } = entry.mapped.variable
  const { vault } = entry.placement.target
  if (!isShared(entry.mapped.variable)) {
    return {
      name,
      vault,
      owner: { level: 'project', path: entry.site.project },
      environment: entry.site.environment,
      paths: [],
    }
  }
  const environment: JobEnvironment = scopeAsEnvironment(
    sharedEnvironment(entry) === 'any' ? '*' : sharedEnvironment(entry),
  )
  return {
    name,
    vault,
    owner: { level: level === 'group' ? 'group' : 'instance', path: owner },
    environment,
    paths: [],
  }
}

function addPath({ policy, ids }: Draft, { mapped, placement }: Entry): void {
  ids.add(mapped.id)
  const path = policyPath(placement)
  const known = policy.paths.find((one) => one.path === path)
  const capability = placement.engine === 'transit' ? ({ capability: 'update' } as const) : {}
  if (known === undefined) policy.paths.push({ path, variableIds: [mapped.id], ...capability })
  else if (!known.variableIds.includes(mapped.id)) known.variableIds.push(mapped.id)
}

function collision({ policy, ids }: Draft): PlannedPolicies['problems'] {
  const detail = `Two policies of vault ${policy.vault} would be named ${policy.name}`
  return [...ids].map((variableId) => ({ variableId, problem: problem('role_name_collision', detail) }))
}

function problem(code: Problem['code'], detail: string): Problem {
  return { code, detail, evidence: [] }
}

function sorted(policy: Policy): Policy {
  const paths = policy.paths.map((entry) => ({ ...entry, variableIds: [...entry.variableIds].sort() }))
  return { ...policy, paths: paths.sort((a, b) => (a.path < b.path ? -1 : 1)) }
}

function byName(a: Policy, b: Policy): number {
  return `${a.vault} ${a.name}` < `${b.vault} ${b.name}` ? -1 : 1
}

// The mapping changed so that the plan gives a role, or a policy, the name of one that exists.
import type { JobEnvironment } from '@/lib/core/inventory/consumer'
import { matchesRule } from '@/lib/core/mapping/match-rule'
import type { Plan, Policy, Role } from '@/lib/core/mapping/plan'
import type { Rule, RulesFile } from '@/lib/core/mapping/rules-file'
import { namePart } from './vault-name'

export type AdoptWish = {
  what: 'role' | 'policy'
  vault: string
  planned: string
  existing: string
  /** The policies of an existing role: where one stands for the plan's own policy, that one gets its name. */
  policies?: readonly string[]
}

export type AdoptDraft = {
  rules: RulesFile
  /** What the rules then say: a template, or the plain name in rules of their own. */
  template: string
}

/** What of the plan gets the name: the variables behind it, and what its name may hold. */
type Subject = {
  ids: Set<string>
  project: string | null
  projectId: number | null
  environment: JobEnvironment
  protected: boolean | null
}

/**
 * Takes the rules, the plan and which planned role or policy shall have which existing name; gives the changes to try, the
 * narrowest first: rules of their own for the variables of the one project, then the name as a template in the rules that
 * decide now, then the plain name there. Empty, with the reason, where no rule decides. Whether a change does only what is
 * wanted shows in the plan that follows from it (see `adoptProblem`).
 */
export function adoptDrafts(
  rules: RulesFile,
  plan: Plan,
  wish: AdoptWish,
): { drafts: AdoptDraft[]; reason: string | null } {
  const { what, existing } = wish
  const subject = what === 'role' ? roleSubject(plan, wish) : policySubject(plan, wish)
  if (subject === null) return { drafts: [], reason: `The plan has no such ${what} any more` }
  const variables = plan.variables.filter(({ id }) => subject.ids.has(id)).map(({ variable }) => variable)
  const deciding = variables.map((variable) => rules.rules.findIndex((rule) => matchesRule(rule.match, variable)))
  if (deciding.includes(-1))
    return { drafts: [], reason: `Some of its variables are placed by hand: no rule names their ${what}` }
  const indexes = [...new Set(deciding)].sort((a, b) => a - b)
  const names = { [what]: existing, ...policyName(plan, wish) }
  const own = variables.flatMap(({ level, owner, environmentScope: scope }, at) => {
    return level === 'project' && owner === subject.project ? [{ scope, index: deciding[at] ?? -1 }] : []
  })
  // One variable is enough to name a role; a policy is named by each of its own.
  const all = what === 'role' || own.length === variables.length ? [own] : []
  const scopes = [...new Set(own.map(({ scope }) => scope))]
  const single = what === 'role' && scopes.length > 1 ? scopes : []
  const sets = [...all, ...single.map((scope) => own.filter((one) => one.scope === scope))]
  const drafts = sets
    .filter((set) => set.length > 0 && subject.project !== null)
    .map((set) => ({ rules: withOwnRules(rules, set, subject.project ?? '', names), template: existing }))
  for (const template of new Set([templateOf(existing, subject), existing])) {
    const named = rules.rules.map((rule, at) => (indexes.includes(at) ? { ...rule, ...names, [what]: template } : rule))
    drafts.push({ rules: { ...rules, rules: named }, template })
  }
  return { drafts, reason: null }
}

/** The one policy of the existing role that is not one of the shared ones, for the one own policy of the planned role. */
export function policyName(plan: Plan, { what, vault, planned, policies = [] }: AdoptWish): Pick<Rule, 'policy'> {
  if (what !== 'role') return {}
  const names = plan.roles.find((one) => one.vault === vault && one.name === planned)?.policies ?? []
  const isOwn = (name: string) =>
    plan.policies.some((one) => one.vault === vault && one.name === name && one.owner.level === 'project')
  const shared = names.filter((name) => !isOwn(name))
  const [one, ...more] = policies.filter((name) => !shared.includes(name))
  return names.length - shared.length === 1 && one !== undefined && more.length === 0 ? { policy: one } : {}
}

function roleSubject(plan: Plan, wish: AdoptWish): Subject | null {
  const role = plan.roles.find((one) => one.vault === wish.vault && one.name === wish.planned)
  if (role === undefined) return null
  const jobs = plan.jobs.filter((job) => job.vault === wish.vault && job.role === wish.planned)
  return { ...role, ids: new Set(jobs.flatMap(({ entries }) => entries.map(({ variableId }) => variableId))) }
}

function policySubject(plan: Plan, wish: AdoptWish): Subject | null {
  const policy = plan.policies.find((one) => one.vault === wish.vault && one.name === wish.planned)
  if (policy === undefined) return null
  const ids = new Set(policy.paths.flatMap(({ variableIds }) => variableIds))
  const project = policy.owner.level === 'project' ? policy.owner.path : null
  const role = plan.roles.find((one) => one.vault === wish.vault && one.policies.includes(wish.planned))
  const own = project !== null && role?.project === project ? role : null
  return {
    ids,
    project,
    projectId: own?.projectId ?? null,
    environment: policy.environment,
    protected: role?.protected ?? null,
  }
}

/** A copy of each deciding rule, before it, that matches only the project and the variable's scope. */
function withOwnRules(
  rules: RulesFile,
  own: { scope: string; index: number }[],
  project: string,
  named: Pick<Rule, 'role' | 'policy'>,
): RulesFile {
  const scopes = new Map<number, Set<string>>()
  for (const { scope, index } of own) scopes.set(index, (scopes.get(index) ?? new Set()).add(scope))
  const changed = rules.rules.flatMap((rule, at): Rule[] => {
    const copies = [...(scopes.get(at) ?? [])].sort().map((scope): Rule => {
      const match = { ...rule.match, level: 'project' as const, project, scope }
      return { ...rule, match, ...named }
    })
    return [...copies, rule]
  })
  return { ...rules, rules: changed }
}

/** The name with what it holds of its project and environment as names in braces. */
export function templateOf(name: string, subject: Omit<Subject, 'ids'>): string {
  const { project, projectId, environment } = subject
  const parts: [string, string | null][] = [
    ['{project_path}', project === null ? null : namePart(project)],
    ['{project_id}', projectId === null ? null : String(projectId)],
    ['{environment}', environment.kind === 'name' ? namePart(environment.name) : null],
    ['{protected}', subject.protected === null ? null : subject.protected ? 'protected' : 'open'],
  ]
  return parts.reduce((text, [braced, value]) => {
    if (value === null || value === '') return text
    const at = `-${text}-`.search(new RegExp(`(?<=[-._])${value.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')}(?=[-._])`))
    return at < 0 ? text : `${text.slice(0, at - 1)}${braced}${text.slice(at - 1 + value.length)}`
  }, name)
}

/** Why the new plan is not what was wished for; null: it is, and gives nothing else another name and blocks nothing. */
export function adoptProblem(before: Plan, after: Plan, wish: AdoptWish): string | null {
  const { what, vault } = wish
  const [old, now] = [namesOf(before), namesOf(after)]
  const site = [...old].find(
    ([key, name]) => key.startsWith(`${what} `) && name === wish.planned && isIn(key, vault),
  )?.[0]
  if (site === undefined || now.get(site) !== wish.existing)
    return `No rule can give ${wish.existing} to this ${what} alone`
  const blocked = (plan: Plan) => plan.variables.filter(({ state }) => state === 'blocked').length
  if (blocked(after) > blocked(before)) return `It would block variables: several would have one ${what}`
  // The policy of its own: named as the existing role has it, or after the role.
  const { policy = wish.existing } = policyName(before, wish)
  const renamed = [...now].filter(([key, name]) => key !== site && name !== policy && old.get(key) !== name)
  if (renamed.length === 0) return null
  return `It would rename ${renamed.length} other ${renamed.length === 1 ? 'thing' : 'things'}, such as ${renamed[0]?.[1]}`
}

/** Names of roles and policies by what they are for, so that one is found again under another name. */
function namesOf({ roles, policies }: Plan): Map<string, string> {
  return new Map([
    ...roles.map((role): [string, string] => [`role ${siteOfRole(role)}`, role.name]),
    ...policies.map((policy): [string, string] => [`policy ${siteOfPolicy(policy)}`, policy.name]),
  ])
}

const siteOfRole = ({ vault, project, environment, protected: guarded }: Role) =>
  JSON.stringify([vault, project, environment, guarded])

const siteOfPolicy = ({ vault, owner, environment, paths }: Policy) =>
  JSON.stringify([vault, owner, environment, paths.map(({ path }) => path)])

const isIn = (key: string, vault: string) => key.includes(` [${JSON.stringify(vault)},`)

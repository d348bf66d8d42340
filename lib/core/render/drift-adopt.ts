// The mapping changed so that the plan gives a role, or a policy, the name of one that exists.
import { matchesRule } from '@/lib/core/mapping/match-rule'
import type { Plan, Role } from '@/lib/core/mapping/plan'
import type { Rule, RulesFile } from '@/lib/core/mapping/rules-file'
import { namePart } from './vault-name'

export type AdoptWish = { vault: string; planned: string; existing: string }

export type AdoptDraft = {
  rules: RulesFile
  /** What the rules then say: a template, or the plain name in rules of their own. */
  template: string
}

/**
 * Takes the rules, the plan and which planned role shall have which existing name; gives the changes to try, the narrowest
 * first: rules of their own for the variables of the one project, then the name as a template in the rules that decide
 * now, then the plain name there. Empty, with the reason, where no rule decides. Whether a change does only what is
 * wanted shows in the plan that follows from it (see `adoptProblem`).
 */
export function adoptDrafts(
  rules: RulesFile,
  plan: Plan,
  wish: AdoptWish,
): { drafts: AdoptDraft[]; reason: string | null } {
  const role = plan.roles.find((one) => one.vault === wish.vault && one.name === wish.planned)
  if (role === undefined) return { drafts: [], reason: 'The plan has no such role any more' }
  const ids = new Set(
    plan.jobs
      .filter((job) => job.vault === wish.vault && job.role === wish.planned)
      .flatMap(({ entries }) => entries.map(({ variableId }) => variableId)),
  )
  const variables = plan.variables.filter(({ id }) => ids.has(id)).map(({ variable }) => variable)
  const deciding = variables.map((variable) => rules.rules.findIndex((rule) => matchesRule(rule.match, variable)))
  if (deciding.includes(-1))
    return { drafts: [], reason: 'Some of its variables are placed by hand: no rule names their role' }
  const indexes = [...new Set(deciding)].sort((a, b) => a - b)
  const drafts: AdoptDraft[] = []
  if (variables.every(({ level, owner }) => level === 'project' && owner === role.project)) {
    const own = variables.map((variable, at) => ({ scope: variable.environmentScope, index: deciding[at] ?? -1 }))
    drafts.push({ rules: withOwnRules(rules, own, role, wish.existing), template: wish.existing })
  }
  for (const template of new Set([templateOf(wish.existing, role), wish.existing])) {
    const named = rules.rules.map((rule, at) => (indexes.includes(at) ? { ...rule, role: template } : rule))
    drafts.push({ rules: { ...rules, rules: named }, template })
  }
  return { drafts, reason: null }
}

/** A copy of each deciding rule, before it, that matches only the role's project and the variable's scope. */
function withOwnRules(
  rules: RulesFile,
  own: { scope: string; index: number }[],
  role: Role,
  existing: string,
): RulesFile {
  const scopes = new Map<number, Set<string>>()
  for (const { scope, index } of own) scopes.set(index, (scopes.get(index) ?? new Set()).add(scope))
  const changed = rules.rules.flatMap((rule, at): Rule[] => {
    const copies = [...(scopes.get(at) ?? [])].sort().map((scope): Rule => {
      const match = { ...rule.match, level: 'project' as const, project: role.project, scope }
      return { ...rule, match, role: existing }
    })
    return [...copies, rule]
  })
  return { ...rules, rules: changed }
}

/** The name with what it holds of its project and environment as names in braces. */
export function templateOf(
  name: string,
  role: Pick<Role, 'projectId' | 'project' | 'environment' | 'protected'>,
): string {
  const environment = role.environment.kind === 'name' ? role.environment.name : null
  const parts: [string, string | null][] = [
    ['{project_path}', namePart(role.project)],
    ['{project_id}', String(role.projectId)],
    ['{environment}', environment === null ? null : namePart(environment)],
    ['{protected}', role.protected ? 'protected' : 'open'],
  ]
  return parts.reduce((text, [braced, value]) => {
    if (value === null || value === '') return text
    const at = `-${text}-`.search(new RegExp(`(?<=[-._])${value.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')}(?=[-._])`))
    return at < 0 ? text : `${text.slice(0, at - 1)}${braced}${text.slice(at - 1 + value.length)}`
  }, name)
}

/** Why the new plan is not what was wished for; null: it is, and names no other role anew and blocks nothing. */
export function adoptProblem(before: Plan, after: Plan, wish: AdoptWish): string | null {
  const old = before.roles.find((role) => role.vault === wish.vault && role.name === wish.planned)
  const now = after.roles.find((role) => role.vault === wish.vault && role.name === wish.existing)
  if (old === undefined || now === undefined || siteOf(old) !== siteOf(now)) {
    return `No rule can give ${wish.existing} to this role alone`
  }
  const blocked = (plan: Plan) => plan.variables.filter(({ state }) => state === 'blocked').length
  if (blocked(after) > blocked(before)) return 'It would block variables: several roles would have one name'
  const names = new Map(before.roles.map((role) => [siteOf(role), role.name]))
  const renamed = after.roles.filter((role) => role !== now && names.get(siteOf(role)) !== role.name)
  if (renamed.length === 0) return null
  return `It would rename ${renamed.length} other ${renamed.length === 1 ? 'role' : 'roles'}, such as ${renamed[0]?.name}`
}

const siteOf = ({ vault, project, environment, protected: guarded }: Role) =>
  JSON.stringify([vault, project, environment, guarded])

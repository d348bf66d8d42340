// The whole plan: places, then roles and policies for what is mapped and unblocked.
import type { Problem } from '@/lib/core/inventory/problem'
import { deliveryOf } from '@/lib/core/mapping/delivery'
import type { JobSites } from '@/lib/core/mapping/job-sites'
import type { MappedVariable, Plan, Role } from '@/lib/core/mapping/plan'
import { type MigrationInput, planMigration } from '@/lib/core/mapping/plan-migration'
import { makeContext, type PlanContext } from './plan-context'
import { planPolicies } from './plan-policies'
import { jobPlansOf, makeRole, nameRoles } from './plan-roles'
import { plannedEntries } from './planned-entries'
import { withScriptLogins } from './script-logins'
import { withScriptReads } from './script-reads'
import { flagSharedPaths } from './shared-paths'

/**
 * Takes the estate, its analysis, the rules and today's date (ISO), and gives the plan. Only mapped and unblocked
 * variables feed jobs, roles and policies; a job whose other variables are blocked still gets these. What goes wrong
 * with a name blocks its variables, and the rest is planned again without them. Everything is sorted, so the same input
 * gives the same plan. Never fails.
 */
export function makePlan(input: MigrationInput): Plan {
  const { variables, sites, index } = planMigration(input)
  const context = makeContext(input.estate, index)
  let current = variables
  for (;;) {
    const { plan, problems } = planLogins(current, sites, context)
    if (problems.length === 0) return { ...plan, roles: flagSharedPaths(plan) }
    current = withBlockers(current, problems)
  }
}

type Found = { variableId: string; problem: Problem }[]

function planLogins(
  variables: MappedVariable[],
  sites: JobSites,
  context: PlanContext,
): { plan: Plan; problems: Found } {
  const entries = plannedEntries(variables, sites)
  const { units, roleOf, problems } = nameRoles(entries, context)
  const { policies, policyOf, problems: others } = planPolicies(entries, roleOf, context)
  const roles = units.flatMap((unit): Role[] => {
    const names = unit.entries.flatMap((entry) => policyOf.get(entry) ?? [])
    const role = makeRole(unit, names, context)
    return role === null ? [] : [role]
  })
  const jobs = units
    .flatMap(jobPlansOf)
    .map((job) => ({ ...job, delivery: deliveryOf(job.project, context.rules.tiers) }))
  const plan: Plan = {
    variables,
    jobs: jobs.sort((a, b) => order([a.project, a.job.name], [b.project, b.job.name])),
    roles: roles.sort((a, b) => order([a.vault, a.name], [b.vault, b.name])),
    policies,
  }
  return { plan: withScriptReads(withScriptLogins(plan), context.rules), problems: [...problems, ...others] }
}

/** The first problem of each code counts. Each round takes at least one variable away, so the planning ends. */
function withBlockers(variables: MappedVariable[], problems: Found): MappedVariable[] {
  const byId = new Map<string, Map<string, Problem>>()
  for (const { variableId, problem } of problems) {
    const list = byId.get(variableId) ?? new Map<string, Problem>()
    if (!list.has(problem.code)) list.set(problem.code, problem)
    byId.set(variableId, list)
  }
  return variables.map((variable) => {
    const found = byId.get(variable.id)
    if (found === undefined) return variable
    return { ...variable, state: 'blocked', blockers: [...variable.blockers, ...found.values()] }
  })
}

function order(a: [string, string], b: [string, string]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1
  return a[1] < b[1] ? -1 : 1
}

// Wildcard scopes of one key and owner that match one existing environment alike.
import { ancestorPaths } from './effective-definition'
import { matchesScope, scopesOverlap } from './environment-scope'
import type { Estate } from './estate'
import { type Variable, variableId } from './variable'

/**
 * Takes the estate and gives, by variable id, the environments that two wildcard scopes of the same key and owner both
 * match while no exact scope decides. Source: GitLab `app/models/concerns/has_environment_scope.rb`, which does not order
 * wildcards among themselves.
 */
export function ambiguousScopes(estate: Pick<Estate, 'projects' | 'variables'>): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const same of sameOwnerAndKey(estate.variables)) {
    const wild = same.filter((one) => one.environmentScope !== '*' && one.environmentScope.includes('*'))
    const exact = new Set(same.map((one) => one.environmentScope))
    for (const [index, a] of wild.entries()) {
      for (const b of wild.slice(index + 1)) {
        if (!scopesOverlap(a.environmentScope, b.environmentScope)) continue
        const names = environmentNames(estate, a).filter(
          (name) =>
            !exact.has(name) && matchesScope(a.environmentScope, name) && matchesScope(b.environmentScope, name),
        )
        if (names.length === 0) continue
        for (const id of [variableId(a), variableId(b)])
          found.set(id, [...new Set([...(found.get(id) ?? []), ...names])])
      }
    }
  }
  return found
}

function sameOwnerAndKey(variables: readonly Variable[]): Variable[][] {
  const groups = new Map<string, Variable[]>()
  for (const variable of variables) {
    if (!variable.environmentScope.includes('*') && variable.level === 'schedule') continue
    const id = JSON.stringify([variable.level, variable.owner, variable.key, variable.scheduleId])
    const all = groups.get(id)
    if (all) all.push(variable)
    else groups.set(id, [variable])
  }
  return [...groups.values()].filter((all) => all.length > 2 || (all.length === 2 && all.every(isWild)))
}

function isWild(variable: Variable): boolean {
  return variable.environmentScope !== '*' && variable.environmentScope.includes('*')
}

function environmentNames(estate: Pick<Estate, 'projects'>, variable: Variable): string[] {
  const inReach = estate.projects.filter(
    ({ fullPath }) => variable.owner === fullPath || ancestorPaths(fullPath).includes(variable.owner ?? ''),
  )
  return [...new Set(inReach.flatMap((project) => (project.environments ?? []).map(({ name }) => name)))]
}

// Which variables a rule is about.
import type { Variable } from '@/lib/core/inventory/variable'
import { matchesGlob } from './match-glob'
import type { Rule } from './rules-file'

/**
 * Does the rule match this variable? Every named part must match; a part left out matches all; an empty match matches
 * every variable. Values are exact or globs (`*` is any text). `group` is the group that owns the variable or an
 * ancestor of the owner; `project` is the owner of a project's variable or schedule. `scope: '*'` matches every scope,
 * since GitLab's own `*` cannot be told from the glob.
 */
export function matchesRule(match: Rule['match'], variable: Variable): boolean {
  if (match.level !== undefined && match.level !== variable.level) return false
  if (match.key !== undefined && !matchesGlob(match.key, variable.key)) return false
  if (match.scope !== undefined && !matchesGlob(match.scope, variable.environmentScope)) return false
  if (match.project !== undefined && !matchesProject(match.project, variable)) return false
  const { group } = match
  return group === undefined || groupsOf(variable).some((path) => matchesGlob(group, path))
}

function matchesProject(project: string, variable: Variable): boolean {
  if (variable.level !== 'project' && variable.level !== 'schedule') return false
  return variable.owner !== null && matchesGlob(project, variable.owner)
}

/** Full paths of the groups around a variable, outermost first: of its project, or its group and that one's ancestors. */
export function groupsOf(variable: Pick<Variable, 'level' | 'owner'>): string[] {
  if (variable.owner === null || variable.level === 'instance') return []
  const parts = variable.owner.split('/')
  const last = variable.level === 'group' ? parts.length : parts.length - 1
  return Array.from({ length: last }, (_, index) => parts.slice(0, index + 1).join('/'))
}

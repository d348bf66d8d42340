// The projects whose pipelines may get a variable, as GitLab hands them down.

import type { Project } from '@/lib/core/inventory/estate'
import { instanceOf } from '@/lib/core/inventory/gitlab-instance'
import type { Variable } from '@/lib/core/inventory/variable'

/** Those of the variable's project, of its group and all groups below, or all. Archived projects run nothing. */
export function variableReach({ level, owner }: Pick<Variable, 'level' | 'owner'>, projects: readonly Project[]) {
  const active = projects.filter(({ archived }) => !archived)
  if (level === 'instance') return active.filter(({ fullPath }) => instanceOf(fullPath) === instanceOf(owner))
  if (level === 'group') return active.filter(({ fullPath }) => fullPath.startsWith(`${owner}/`))
  return active.filter(({ fullPath }) => fullPath === owner)
}

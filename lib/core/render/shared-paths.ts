// Paths that a production role and a role that merge requests reach both read.
import type { Plan, Role } from '@/lib/core/mapping/plan'

/** May a merge request log in? Only a protected role refuses it; see `boundClaimsFor`. */
export function mergeRequestsReach(role: Pick<Role, 'protected'>): boolean {
  return !role.protected
}

/** Names of the other kind of roles that read a path, by vault and path as a policy spells it; see `sharedKey`. */
export function pathsSharedWithMergeRequests(plan: Pick<Plan, 'roles' | 'policies'>): Map<string, string[]> {
  const reachable = new Map<string, Set<string>>()
  const production = new Set<string>()
  for (const role of plan.roles) {
    for (const path of pathsOf(role, plan)) {
      const key = sharedKey(role.vault, path)
      if (role.production) production.add(key)
      if (mergeRequestsReach(role)) reachable.set(key, (reachable.get(key) ?? new Set()).add(role.name))
    }
  }
  const shared = [...reachable].filter(([key]) => production.has(key))
  return new Map(shared.map(([key, names]) => [key, [...names].sort()]))
}

export function sharedKey(vault: string, path: string): string {
  return JSON.stringify([vault, path])
}

/** Paths that a role reads, as its policies spell them. */
export function pathsOf(role: Role, plan: Pick<Plan, 'policies'>): string[] {
  const policies = plan.policies.filter((policy) => policy.vault === role.vault && role.policies.includes(policy.name))
  return policies.flatMap((policy) => policy.paths.map((entry) => entry.path))
}

/** The roles, each production role with a flag for the paths that merge requests reach too. */
export function flagSharedPaths(plan: Pick<Plan, 'roles' | 'policies'>): Role[] {
  const shared = pathsSharedWithMergeRequests(plan)
  if (shared.size === 0) return plan.roles
  return plan.roles.map((role) => {
    if (!role.production && !mergeRequestsReach(role)) return role
    const paths = pathsOf(role, plan).filter((path) => shared.has(sharedKey(role.vault, path)))
    if (paths.length === 0) return role
    const detail = `Production and merge requests both read ${paths.sort().join(', ')}`
    return { ...role, flags: [...role.flags, { code: 'path_shared_with_merge_requests', detail }] }
  })
}

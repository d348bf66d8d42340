// Paths that a production role and a role that merge requests reach both read.
import type { Plan, Policy, Role } from '@/lib/core/mapping/plan'

/** May a merge request log in? Only a protected role refuses it; see `boundClaimsFor`. */
export function mergeRequestsReach(role: Pick<Role, 'protected'>): boolean {
  return !role.protected
}

/** Names of the roles that merge requests reach, by path (see `sharedKey`) that a production role reads as well. */
export function pathsSharedWithMergeRequests(plan: Pick<Plan, 'roles' | 'policies'>): Map<string, string[]> {
  const policies = policiesByName(plan.policies)
  const reachable = new Map<string, Set<string>>()
  const production = new Set<string>()
  for (const role of plan.roles) {
    for (const path of pathsOf(role, policies)) {
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

export type PoliciesByName = { get: (vault: string, name: string) => Policy | undefined }

export function policiesByName(policies: Policy[]): PoliciesByName {
  const byName = new Map(policies.map((policy) => [JSON.stringify([policy.vault, policy.name]), policy]))
  return { get: (vault, name) => byName.get(JSON.stringify([vault, name])) }
}

/** Paths that a role reads, as its policies spell them. */
export function pathsOf(role: Role, policies: PoliciesByName): string[] {
  return role.policies.flatMap((name) => policies.get(role.vault, name)?.paths.map((entry) => entry.path) ?? [])
}

/** The roles, with a flag on those that read a path which production and merge requests share. */
export function flagSharedPaths(plan: Pick<Plan, 'roles' | 'policies'>): Role[] {
  const shared = pathsSharedWithMergeRequests(plan)
  if (shared.size === 0) return plan.roles
  const policies = policiesByName(plan.policies)
  return plan.roles.map((role) => {
    if (!role.production && !mergeRequestsReach(role)) return role
    const paths = pathsOf(role, policies).filter((path) => shared.has(sharedKey(role.vault, path)))
    if (paths.length === 0) return role
    const detail = `Production and merge requests both read ${paths.sort().join(', ')}`
    return { ...role, flags: [...role.flags, { code: 'path_shared_with_merge_requests', detail }] }
  })
}

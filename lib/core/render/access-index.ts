// Which policies hold a path and which roles list a policy, so that no question goes through all roles.
import type { Plan, Policy, Role } from '@/lib/core/mapping/plan'
import { sharedKey } from './shared-paths'

export type AccessIndex = {
  /** The roles of the vault that would grant the path to whom they let in. */
  rolesHolding: (vault: string, path: string) => readonly Role[]
  /** Do the role's policies list exactly this path? */
  holds: (role: Role, path: string) => boolean
  /** Does a production role of any project list a policy with this path? */
  isProduction: (vault: string, path: string) => boolean
  pathsOf: (vault: string, policy: string) => Policy['paths']
}

/** Takes roles and policies; policies hold exact paths only, so a path is looked up by its text. */
export function accessIndex({ roles, policies }: Pick<Plan, 'roles' | 'policies'>): AccessIndex {
  const byName = new Map(policies.map((policy) => [sharedKey(policy.vault, policy.name), policy]))
  const texts = new Map(policies.map((policy) => [policy, new Set(policy.paths.map(({ path }) => path))]))
  const holding = new Map<string, Policy[]>()
  for (const policy of policies) {
    for (const { path } of policy.paths) push(holding, sharedKey(policy.vault, path), policy)
  }
  const listing = new Map<Policy, Role[]>()
  const production = new Set<Policy>()
  for (const role of roles) {
    for (const name of new Set(role.policies)) {
      const policy = byName.get(sharedKey(role.vault, name))
      if (policy === undefined) continue
      push(listing, policy, role)
      if (role.production) production.add(policy)
    }
  }
  const policiesWith = (vault: string, path: string) => holding.get(sharedKey(vault, path)) ?? []
  return {
    rolesHolding: (vault, path) => [...new Set(policiesWith(vault, path).flatMap((one) => listing.get(one) ?? []))],
    holds: (role, path) =>
      role.policies.some((name) => {
        const policy = byName.get(sharedKey(role.vault, name))
        return policy !== undefined && texts.get(policy)?.has(path) === true
      }),
    isProduction: (vault, path) => policiesWith(vault, path).some((policy) => production.has(policy)),
    pathsOf: (vault, name) => byName.get(sharedKey(vault, name))?.paths ?? [],
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

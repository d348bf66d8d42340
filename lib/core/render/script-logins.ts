// What a login needs besides its paths where a script makes it: leave to revoke its token, and a life as long as the job.
import { makesLease, needsScript } from '@/lib/core/mapping/delivery'
import type { JobPlan, Plan, Policy, Role } from '@/lib/core/mapping/plan'
import { leaseSeconds } from './role-json'

/** Name of the one policy of a vault that lets tokens revoke themselves. */
const policyName = 'cutover-revoke-self'

/**
 * Gives the plan with, for each role whose jobs read by a script or may have to, the policy that lets its token revoke
 * itself: roles leave the default policy out, which holds that right otherwise (OpenBao `vault/policy_store.go`). Where the
 * token must outlive the reads, its life is longer.
 */
export function withScriptLogins(plan: Plan): Plan {
  const scripted = plan.jobs.filter(readsByScript)
  if (scripted.length === 0) return plan
  const roles = new Set(scripted.map(roleKey))
  const lasting = new Set(scripted.filter(({ entries }) => entries.some(outlivesReads)).map(roleKey))
  const vaults = [...new Set(plan.roles.filter((role) => roles.has(keyOf(role))).map(({ vault }) => vault))]
  const policies = vaults.map((vault) => revokePolicy(vault, plan.policies))
  return {
    ...plan,
    policies: [...plan.policies, ...policies].sort((a, b) => compare(`${a.vault} ${a.name}`, `${b.vault} ${b.name}`)),
    roles: plan.roles.map((role): Role => {
      const key = keyOf(role)
      const own = policies.find(({ vault }) => vault === role.vault)
      if (!roles.has(key) || own === undefined) return role
      const more = lasting.has(key) ? { tokenSeconds: leaseSeconds } : {}
      return { ...role, policies: [...role.policies, own.name].sort(), ...more }
    }),
  }
}

function readsByScript({ delivery = 'secrets', entries }: JobPlan): boolean {
  return delivery !== 'secrets' || entries.some(({ placement }) => needsScript(placement))
}

function outlivesReads({ placement }: JobPlan['entries'][number]): boolean {
  return makesLease(placement) || placement.engine === 'transit'
}

function revokePolicy(vault: string, policies: readonly Policy[]): Policy {
  const taken = new Set(policies.filter((one) => one.vault === vault).map(({ name }) => name))
  let name = policyName
  for (let count = 2; taken.has(name); count++) name = `${policyName}-${count}`
  const owner = { level: 'instance', path: null } as const
  return { name, vault, owner, environment: { kind: 'none' }, paths: [], revokesToken: true }
}

function roleKey({ project, vault, role }: JobPlan): string {
  return JSON.stringify([vault, project, role])
}

function keyOf({ project, vault, name }: Role): string {
  return JSON.stringify([vault, project, name])
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

// Roles and policies that a server has and no plan does.
import type { Plan } from '@/lib/core/mapping/plan'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { LiveVault } from '@/lib/core/trust/vault-reading'
import { type FieldRule, fieldValue } from './drift-fields'
import { type DriftItem, driftItem, plainValue } from './drift-item'
import { roleShown } from './drift-role'

/** Does the name begin as those that Cutover gives? */
export function looksOurs(name: string): boolean {
  return name.toLowerCase().startsWith('cutover-')
}

/** Policies of every server. */
const builtIn = ['default', 'root', 'response-wrapping', 'control-group']

/**
 * On a mount that is ours: every role that is not planned. On a shared one only roles that are named as ours are; the
 * others are other people's (see Existing roles). Of policies: those that are named as ours, and those that unplanned roles
 * of our mount name. Where the list could not be read, one unknown item says so.
 */
export function unplannedItems({ plan }: { plan: Plan }, vault: VaultDeclaration, live: LiveVault): DriftItem[] {
  const roles = unplannedRoles(plan, vault, live)
  const named = roles.known.flatMap((name) => {
    const asked = Object.hasOwn(live.roles, name) ? live.roles[name] : undefined
    const names = asked?.known && asked.value ? fieldValue(asked.value, 'token_policies', policyNames) : []
    return Array.isArray(names) ? names.filter((one): one is string => typeof one === 'string') : []
  })
  return [...roles.items, ...unplannedPolicies(plan, vault, live, named)]
}

const policyNames: FieldRule = { form: 'names', usual: [], old: 'policies' }

function unplannedRoles(plan: Plan, vault: VaultDeclaration, live: LiveVault): { items: DriftItem[]; known: string[] } {
  const item = { vault: vault.name, kind: 'role' } as const
  if (!live.roleNames.known) {
    const name = `auth/${vault.auth_path}/role`
    return { items: [driftItem({ ...item, name, status: 'unknown', why: live.roleNames.why })], known: [] }
  }
  const planned = new Set(plan.roles.filter((role) => role.vault === vault.name).map(({ name }) => name))
  const known = live.roleNames.value.filter((name) => !planned.has(name) && (vault.owned || looksOurs(name))).sort()
  const items = known.map((name) => {
    const asked = Object.hasOwn(live.roles, name) ? live.roles[name] : undefined
    const got = asked?.known && asked.value ? roleShown(asked.value) : null
    return driftItem({ ...item, name, status: 'unplanned', got })
  })
  return { items, known }
}

function unplannedPolicies(plan: Plan, vault: VaultDeclaration, live: LiveVault, named: string[]): DriftItem[] {
  const item = { vault: vault.name, kind: 'policy' } as const
  if (!live.policyNames.known) {
    return [driftItem({ ...item, name: 'sys/policies/acl', status: 'unknown', why: live.policyNames.why })]
  }
  const planned = new Set(
    plan.policies.filter((policy) => policy.vault === vault.name).map(({ name }) => name.toLowerCase()),
  )
  const wanted = new Set(named)
  return live.policyNames.value
    .filter((name) => !planned.has(name) && !builtIn.includes(name) && (looksOurs(name) || wanted.has(name)))
    .sort()
    .map((name) => {
      const asked = Object.hasOwn(live.policies, name) ? live.policies[name] : undefined
      const got = asked?.known ? plainValue(asked.value) : null
      return driftItem({ ...item, name, status: 'unplanned', got })
    })
}

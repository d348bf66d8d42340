// Policies that exist under another name and grant exactly what a planned one grants.
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { Flavour } from '@/lib/core/trust/flavour'
import type { LiveVault } from '@/lib/core/trust/vault-reading'
import type { AccessModel } from './access-model'
import { grantOf, policyRules } from './drift-policy'
import { isExact } from './export-vault'
import { renderPolicy } from './vault-policy'

export type ExistingPolicy = { vault: string; existing: string; planned: string; project: string | null; paths: number }

/**
 * Takes the access model and what was read of a vault; gives the pairs, for planned policies that are not live yet. Of
 * policies only those are read that the plan or a live role names, so only such ones are found.
 */
export function existingPolicies(
  model: AccessModel,
  vault: VaultDeclaration,
  live: LiveVault,
  flavour: Flavour,
): ExistingPolicy[] {
  const planned = model.plan.policies.filter((policy) => policy.vault === vault.name && isExact(policy))
  const names = new Set(planned.map(({ name }) => name.toLowerCase()))
  const byGrant = new Map<string, string>()
  for (const [name, asked] of Object.entries(live.policies).sort(([a], [b]) => (a < b ? 1 : -1))) {
    if (names.has(name) || !asked.known || asked.value === null) continue
    const grants = grantsOf(name, asked.value, flavour)
    if (grants !== null) byGrant.set(grants, name)
  }
  return planned.flatMap((policy): ExistingPolicy[] => {
    const asked = live.policies[policy.name.toLowerCase()]
    if (asked?.known && asked.value !== null) return []
    const existing = byGrant.get(grantsOf(policy.name, renderPolicy(policy), flavour) ?? '')
    if (existing === undefined) return []
    const project = policy.owner.level === 'project' ? policy.owner.path : null
    return [{ vault: vault.name, existing, planned: policy.name, project, paths: policy.paths.length }]
  })
}

function grantsOf(name: string, text: string, flavour: Flavour): string | null {
  const rules = policyRules(name, text, flavour)
  if (rules === null || rules.size === 0) return null
  return JSON.stringify([...rules].map(([path, same]) => [path, grantOf(same)]).sort())
}

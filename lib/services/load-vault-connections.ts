// The Vault side of the Connections page: each declared vault with its last reading and the policy that a reading needs.
import type { RulesFile, VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { renderLeastPolicy } from '@/lib/core/render/least-policy'
import type { VaultConnectionsFact, VaultReading } from '@/lib/core/trust/vault-reading'
import { findRules } from '@/lib/db/rules-repository'
import { findVaultConnections, findVaultReadings } from '@/lib/db/vault-reading-repository'
import { vaultNamespace } from '@/lib/env'
import { findPlan } from './load-plan'
import { type NamedInVaults, wantedOfVault } from './wanted-of-vault'

export type ConnectedVault = {
  vault: VaultDeclaration
  reading: VaultReading | null
  /** HCL. */
  leastPolicy: string
}

/** `connections` is null until the worker looked for the first time. */
export async function loadVaultConnections(): Promise<{
  connections: VaultConnectionsFact | null
  vaults: ConnectedVault[]
}> {
  const [connections, readings, { rules }, planned] = await Promise.all([
    findVaultConnections(),
    findVaultReadings(),
    findRules(),
    findPlan(),
  ])
  return {
    connections,
    vaults: rules.vaults.map((vault) => ({
      vault,
      reading: readings.find((reading) => reading.vault === vault.name) ?? null,
      leastPolicy: leastPolicyOf(vault, rules, planned?.plan ?? null),
    })),
  }
}

function leastPolicyOf(vault: VaultDeclaration, rules: RulesFile, plan: NamedInVaults | null): string {
  const { authPath, paths } = wantedOfVault(vault, rules, plan)
  const declared = rules.mounts.filter((mount) => mount.vault === vault.name && mount.engine === 'kv-v2')
  return renderLeastPolicy({
    vault: vault.name,
    namespace: vaultNamespace(vault.namespace),
    authPath,
    mounts: [...declared.map(({ path }) => path.replace(/^\/+|\/+$/g, '')), ...paths.map(({ mount }) => mount)],
  })
}

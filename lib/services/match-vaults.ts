// Which connection belongs to which declared vault.
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { type VaultSettings, vaultAddress, vaultNamespace } from '@/lib/env'

export type MatchedVaults = {
  pairs: { declared: VaultDeclaration; settings: VaultSettings }[]
  unmatched: VaultSettings[]
}

/**
 * A connection with a name belongs to the vault of that name, one without to each vault of the same address and namespace
 * that has none by name. The address of a named one may differ from the declared, which is the one that jobs use.
 */
export function matchVaults(declared: VaultDeclaration[], connections: VaultSettings[]): MatchedVaults {
  const pairs = declared.flatMap((vault) => {
    const named = connections.find(({ name }) => name === vault.name)
    const settings = named ?? connections.find((one) => one.name === null && samePlace(vault, one))
    return settings ? [{ declared: vault, settings }] : []
  })
  const used = new Set(pairs.map(({ settings }) => settings))
  return { pairs, unmatched: connections.filter((one) => !used.has(one)) }
}

function samePlace(vault: VaultDeclaration, settings: VaultSettings): boolean {
  return vaultAddress(vault.address) === settings.address && vaultNamespace(vault.namespace) === settings.namespace
}

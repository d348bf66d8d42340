// How the tab of existing roles is named and counted: while no vault answers their number is unknown, never 0.
import type { VaultDrift } from '@/lib/core/render/drift-vault'

/** Takes what was found of each declared vault and the number of existing roles; gives the tab's name and its count, if known. */
export function existingCount(vaults: readonly Pick<VaultDrift, 'why'>[], found: number) {
  const unknown = vaults.length > 0 && vaults.every(({ why }) => why !== null)
  return unknown ? { name: 'Existing roles: unknown' } : { name: 'Existing roles', count: found }
}

// What was read from the Vaults, one fact for each vault of the mapping, and how the connections stand.
import type { VaultConnectionsFact, VaultReading } from '@/lib/core/trust/vault-reading'
import { deleteFact, findFact, findFacts, saveFact } from './fact-repository'

const prefix = 'vault:'

/** Null where this vault was never connected. */
export async function findVaultReading(vault: string): Promise<VaultReading | null> {
  return (await findFact<VaultReading>(`${prefix}${vault}`))?.data ?? null
}

export function findVaultReadings(): Promise<VaultReading[]> {
  return findFacts<VaultReading>(prefix)
}

export function saveVaultReading(reading: VaultReading): Promise<void> {
  return saveFact(`${prefix}${reading.vault}`, reading)
}

export function deleteVaultReading(vault: string): Promise<void> {
  return deleteFact(`${prefix}${vault}`)
}

/** Null before the worker looked for the first time. */
export async function findVaultConnections(): Promise<VaultConnectionsFact | null> {
  return (await findFact<VaultConnectionsFact>('vault_connections'))?.data ?? null
}

export function saveVaultConnections(connections: VaultConnectionsFact): Promise<void> {
  return saveFact('vault_connections', connections)
}

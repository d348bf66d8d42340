// A fresh reading by a process that was started by hand, where its own settings reach the vaults.
import { findRules } from '@/lib/db/rules-repository'
import { findVaultReadings } from '@/lib/db/vault-reading-repository'
import { withAdvisoryLock } from '@/lib/db/with-advisory-lock'
import { AppError } from '@/lib/errors'
import { vaultConnections } from '@/lib/vault/vault-connections'
import { matchVaults } from './match-vaults'
import { readVaults } from './read-vaults'

/**
 * Reads the vaults anew and gives true, or leaves what the worker read and gives false: where this process is connected to
 * fewer vaults than the worker is, a reading of its own would let go of the others. Fails with `vault_not_configured` for
 * settings that are wrong.
 */
export async function readVaultsHere(): Promise<boolean> {
  const { connections, problems } = vaultConnections()
  if (problems.length > 0) throw new AppError('vault_not_configured', problems)
  if (connections.length === 0) return false
  const [{ rules }, readings] = await Promise.all([findRules(), findVaultReadings()])
  const here = new Set(matchVaults(rules.vaults, connections).pairs.map(({ declared }) => declared.name))
  const connected = readings.filter(({ check }) => check.problem !== 'not_connected')
  if (!connected.every(({ vault }) => here.has(vault))) return false
  return withAdvisoryLock('vaults', readVaults, { wait: true })
}

// Reads every connected vault and keeps what was found; what could not be read stays as it was last seen, with since when.
import type { VaultReading } from '@/lib/core/trust/vault-reading'
import { findRules } from '@/lib/db/rules-repository'
import {
  deleteVaultReading,
  findVaultReading,
  findVaultReadings,
  saveVaultConnections,
  saveVaultReading,
} from '@/lib/db/vault-reading-repository'
import { readClockSkew } from '@/lib/gitlab/read-clock'
import { readVault } from '@/lib/vault/read-vault'
import { vaultConnections } from '@/lib/vault/vault-connections'
import { gitlabPlaces } from './gitlab-instances'
import { findPlan } from './load-plan'
import { type MatchedVaults, matchVaults } from './match-vaults'
import { wantedOfVault } from './wanted-of-vault'

/** Never fails for what a server or a setting does: readings and the fact `vault_connections` tell. */
export async function readVaults(): Promise<void> {
  const { connections, ignored, problems } = vaultConnections()
  const { rules } = await findRules()
  const { pairs, unmatched } = matchVaults(rules.vaults, connections)
  await saveVaultConnections({
    at: new Date().toISOString(),
    connected: pairs.map(({ declared }) => declared.name),
    unmatched: unmatched.map(({ name, address, namespace }) => ({ name, address, namespace: namespace ?? '' })),
    ignored,
    problems,
  })
  await letGo(new Set(pairs.map(({ declared }) => declared.name)), new Set(rules.vaults.map(({ name }) => name)))
  if (pairs.length === 0) return
  const planned = await findPlan()
  // Each vault is compared with the clock of the GitLab whose tokens it takes.
  const placeOf = gitlabPlaces()
  const skews = new Map<string, Promise<number | null>>()
  const skewOf = (gitlab: string) => {
    const settings = placeOf(gitlab === '' ? '' : `${gitlab}:`)?.settings
    const asked = skews.get(gitlab) ?? (settings ? readClockSkew(settings) : Promise.resolve(null))
    skews.set(gitlab, asked)
    return asked
  }
  for (const pair of pairs) {
    const wanted = wantedOfVault(pair.declared, rules, planned?.plan ?? null)
    await keep(pair, await readVault(pair.settings, wanted, await skewOf(pair.declared.gitlab ?? '')))
  }
}

async function keep(
  { declared, settings }: MatchedVaults['pairs'][number],
  { check, live }: Pick<VaultReading, 'check' | 'live'>,
): Promise<void> {
  const { address } = settings
  const namespace = settings.namespace ?? ''
  const stored = await findVaultReading(declared.name)
  // What another server held says nothing about this one.
  const before = stored?.address === address && stored.namespace === namespace ? stored : null
  await saveVaultReading({
    vault: declared.name,
    address,
    namespace,
    check,
    live: live ?? before?.live ?? null,
    unknownSince: live ? null : (before?.unknownSince ?? check.at),
  })
}

/** Of a vault that has no connection any more the last reading stays, as unknown; of one that is not declared it goes. */
async function letGo(connected: Set<string>, declared: Set<string>): Promise<void> {
  for (const reading of await findVaultReadings()) {
    const { vault, check } = reading
    if (!declared.has(vault)) await deleteVaultReading(vault)
    else if (!connected.has(vault) && check.problem !== 'not_connected') {
      const at = new Date().toISOString()
      await saveVaultReading({
        ...reading,
        check: { ...check, at, problem: 'not_connected' },
        unknownSince: reading.unknownSince ?? at,
      })
    }
  }
}

// Each connected vault as it was read last, compared with the plan: what a merge request may rest on.
import type { LiveVerdicts } from '@/lib/core/render/merge-request-waits'
import type { VaultReading } from '@/lib/core/trust/vault-reading'
import { findFacts } from '@/lib/db/fact-repository'

/** By the name of the vault in the mapping. */
export async function loadLiveVerdicts(): Promise<ReadonlyMap<string, LiveVerdicts>> {
  const readings = await findFacts<VaultReading>('vault:')
  return new Map(readings.map((reading) => [reading.vault, verdictsOf(reading)]))
}

function verdictsOf({ check, live, unknownSince }: VaultReading): LiveVerdicts {
  const since = unknownSince ?? (live === null ? check.at : null)
  return { unknownSince: since, config: 'missing', roles: {}, policies: {}, fields: live?.fields ?? {} }
}

// What a comparison with a live vault says, as merge requests need it.
import type { LiveVault } from '@/lib/core/trust/vault-reading'
import type { DriftItem, DriftKind } from './drift-item'
import type { VaultDrift } from './drift-vault'
import type { LiveVerdict, LiveVerdicts } from './merge-request-waits'

/** Takes a vault's comparison and the field names that were read. While the server does not answer nothing counts. */
export function liveVerdicts(drift: VaultDrift, fields: LiveVault['fields']): LiveVerdicts {
  const of = (kind: DriftKind): Record<string, LiveVerdict> =>
    Object.fromEntries(
      drift.items
        .filter((item) => item.kind === kind && item.status !== 'unplanned')
        .map((item) => [item.name, verdictOf(item)]),
    )
  const [config] = Object.values(of('auth'))
  return {
    unknownSince: drift.since ?? (drift.why === null ? null : 'it was connected'),
    config: config ?? { unknown: 'not read' },
    roles: of('role'),
    policies: of('policy'),
    fields,
  }
}

function verdictOf({ status, why }: DriftItem): LiveVerdict {
  if (status === 'same' || status === 'differs' || status === 'missing') return status
  return { unknown: why ?? 'not read' }
}

// The secrets engines that the mapping declares, against those that a server has.
import type { Engine } from '@/lib/core/mapping/plan'
import type { RulesFile, VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { LiveVault } from '@/lib/core/trust/vault-reading'
import { type DriftItem, type DriftValue, driftItem, type FieldDrift } from './drift-item'

const types: Record<Engine, { type: string; version: 1 | 2 | null }> = {
  'kv-v2': { type: 'kv', version: 2 },
  'kv-v1': { type: 'kv', version: 1 },
  database: { type: 'database', version: null },
  aws: { type: 'aws', version: null },
  transit: { type: 'transit', version: null },
}

/** One item for each declared mount of the vault: by type, and KV by version. */
export function mountItems({ rules }: { rules: RulesFile }, vault: VaultDeclaration, live: LiveVault): DriftItem[] {
  return rules.mounts
    .filter((mount) => mount.vault === vault.name)
    .map((mount): DriftItem => {
      const name = mount.path.replace(/^\/+|\/+$/g, '')
      const item = { vault: vault.name, kind: 'mount', name } as const
      const wanted = types[mount.engine]
      const want: DriftValue =
        wanted.version === null ? { type: wanted.type } : { type: wanted.type, version: wanted.version }
      if (!live.mounts.known) return driftItem({ ...item, status: 'unknown', why: live.mounts.why })
      const found = live.mounts.value.find(({ path }) => path === name)
      if (found === undefined) return driftItem({ ...item, status: 'missing', want })
      const fields: FieldDrift[] = []
      if (found.type !== wanted.type) fields.push({ field: 'type', want: wanted.type, got: found.type, at: null })
      else if (found.version !== wanted.version) {
        fields.push({ field: 'options.version', want: wanted.version, got: found.version, at: null })
      }
      return driftItem({ ...item, status: fields.length === 0 ? 'same' : 'differs', fields })
    })
}

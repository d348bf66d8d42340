// Rules that map as much as can be: every variable has a path, every star an answer, every group the tier that reads secrets.
import type { Estate } from '@/lib/core/inventory/estate'
import { type RulesFile, rulesFileSchema } from '@/lib/core/mapping/rules-file'

export type EstatePlace = {
  address: string
  /** Null on a server without namespaces. */
  namespace: string | null
  /** Before the names of mounts, so that nothing of the server's own is met. */
  prefix: string
}

/** No short form of `secrets:` can say this. */
const awkward = {
  path: `"Équipe" @ d'été & co/{project_path}/{environment}/{protected}`,
  field: 'of {key}@ci/größe "1"',
}

/**
 * One vault with both forms of KV: what one top-level group owns goes to KV v1, one field a variable; the rest to KV v2, some of it
 * under names that need care. */
export function estateRules({ address, namespace, prefix }: EstatePlace, estate: Estate): RulesFile {
  const top = [...new Set(estate.projects.map(({ groupPath }) => groupPath.split('/')[0] ?? groupPath))].sort()
  const old = top.includes('payments') ? 'payments' : (top[0] ?? '')
  return rulesFileSchema.parse({
    version: 1,
    vaults: [{ name: 'main', address, audience: address, auth_path: `${prefix}gitlab/jwt`, namespace }],
    mounts: [
      { vault: 'main', path: `${prefix}ci`, engine: 'kv-v2' },
      { vault: 'main', path: `${prefix}team/legacy`, engine: 'kv-v1' },
    ],
    tiers: top.map((group) => ({ group, tier: 'premium' })),
    rules: [
      { match: { group: old }, target: { mount: `${prefix}team/legacy` }, star: { answer: 'per_environment' } },
      { match: { group: `${old}/**` }, target: { mount: `${prefix}team/legacy` }, star: { answer: 'per_environment' } },
      { match: { project: 'shop/**' }, target: awkward, star: { answer: 'per_environment' } },
      { match: {}, target: {}, star: { answer: 'per_environment' } },
    ],
  })
}

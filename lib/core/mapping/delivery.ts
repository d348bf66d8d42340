// How the jobs of a project get what they read: by `secrets:`, by a script, or undecided while the licence tier is unknown.
import type { Placement } from './plan'
import type { RulesFile } from './rules-file'

export type LicenceTier = RulesFile['tiers'][number]['tier']

/**
 * `secrets`: GitLab Premium or Ultimate. `script`: Free, where `secrets:` is dropped without a word, so a script in the job
 * logs in and reads. `undecided`: the tier is not declared; both forms are rendered, and nothing is opened.
 */
export type Delivery = 'secrets' | 'script' | 'undecided'

/** The tier declared for the top-level group of a full path; `unknown` where none is. */
export function licenceTier(fullPath: string, tiers: RulesFile['tiers']): LicenceTier {
  const group = fullPath.split('/')[0] ?? ''
  return tiers.find((entry) => entry.group === group)?.tier ?? 'unknown'
}

/** Source: docs.gitlab.com/ci/yaml/#secrets (Premium, Ultimate); the API does not tell the plan of a self-managed group. */
export function deliveryOf(project: string, tiers: RulesFile['tiers']): Delivery {
  const tier = licenceTier(project, tiers)
  if (tier === 'free') return 'script'
  return tier === 'unknown' ? 'undecided' : 'secrets'
}

/**
 * Why the CI merge request of a project must not open yet, or null. It waits while the tier of its top-level group is
 * unknown: without a licence the merge request would change nothing that a job sees, and nobody would be told. A project on
 * the Free tier has no CI change at all, so there is nothing to wait for.
 */
export function mergeRequestWaits(project: string, rules: Pick<RulesFile, 'tiers'>): 'tier_unknown' | null {
  return deliveryOf(project, rules.tiers) === 'undecided' ? 'tier_unknown' : null
}

/**
 * Can only a script read this place? GitLab Runner logs in and reads once for each `secrets:` entry, so the fields of a
 * dynamic credential would come from two leases, and it only sends GET, which transit refuses. Static database
 * credentials are the same at every read and have no lease. Source: GitLab Runner `common/secrets.go`,
 * `helpers/secrets/resolvers/vault/resolver.go`.
 */
export function needsScript({ engine, target }: Pick<Placement, 'engine' | 'target'>): boolean {
  if (engine === 'kv-v2' || engine === 'kv-v1') return false
  return !(engine === 'database' && target.path.startsWith('static-creds/'))
}

/** Does a read of this place make a lease, which ends with the token that made it? */
export function makesLease({ engine, target }: Pick<Placement, 'engine' | 'target'>): boolean {
  return (engine === 'database' || engine === 'aws') && needsScript({ engine, target })
}

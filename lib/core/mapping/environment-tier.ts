// Whether an environment is production.
import type { JobEnvironment } from '@/lib/core/inventory/consumer'
import { matchesScope, scopeCovers } from '@/lib/core/inventory/environment-scope'
import type { Environment, Tier } from '@/lib/core/inventory/estate'
import { matchesGlob } from './match-glob'
import type { RulesFile } from './rules-file'

/**
 * Is this environment production? As declared (an exact name before a glob, the first glob that fits), else as GitLab
 * reports it for the project, else the tier that GitLab would give the name when a first deployment creates it. A
 * pattern is production when the declaration covers it, or when any reported environment that it matches is. Neither a
 * job without an environment nor one whose name cannot be known is; the latter blocks its variables anyway.
 */
export function isProduction(
  environment: JobEnvironment,
  reported: Environment[] | null,
  declared: RulesFile['environments'],
): boolean {
  if (environment.kind === 'none' || environment.kind === 'not_static') return false
  if (environment.kind === 'name') return tierOfName(environment.name, reported, declared) === 'production'
  const { pattern } = environment
  const said = declared.find((entry) => entry.name === pattern || scopeCovers(entry.name, pattern))
  if (said !== undefined) return said.tier === 'production'
  const matching = (reported ?? []).filter((entry) => matchesScope(pattern, entry.name))
  if (matching.length > 0) {
    return matching.some((entry) => tierOfName(entry.name, reported, declared) === 'production')
  }
  return guessTier(pattern) === 'production'
}

export function tierOfName(name: string, reported: Environment[] | null, declared: RulesFile['environments']): Tier {
  const said = declared.find((entry) => entry.name === name) ?? declared.find((entry) => matchesGlob(entry.name, name))
  return said?.tier ?? reported?.find((entry) => entry.name === name)?.tier ?? guessTier(name)
}

/** Source: GitLab `app/models/environment.rb` (`guess_tier`), in its order. */
export function guessTier(name: string): Tier {
  if (/dev|review|trunk/i.test(name)) return 'development'
  if (/test|tst|int|ac(ce)?pt|qa|qc|control|quality/i.test(name)) return 'testing'
  if (/sta?g|mode?l|pre|demo|non/i.test(name)) return 'staging'
  return /pro?d|live/i.test(name) ? 'production' : 'other'
}

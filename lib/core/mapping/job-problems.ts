// What stands in the way where a variable's jobs run: refused logins, two vaults, VAULT_* variables, licence tiers.

import type { AnalysedVariable } from '@/lib/core/inventory/analysed-variable'
import type { Consumer } from '@/lib/core/inventory/consumer'
import { matchesScope, scopesOverlap } from '@/lib/core/inventory/environment-scope'
import type { Estate } from '@/lib/core/inventory/estate'
import { instanceOf } from '@/lib/core/inventory/gitlab-instance'
import type { Problem } from '@/lib/core/inventory/problem'
import type { Variable } from '@/lib/core/inventory/variable'
import { firstLines, names } from './answer-star'
import { type LicenceTier, licenceTier } from './delivery'
import { mayRunUnprotected } from './estate-index'
import type { JobSites } from './job-sites'
import type { RulesFile } from './rules-file'

/** Consumers whose role is protected although they may run where it refuses the login. */
export function refusedLogins(consumers: Consumer[], sites: JobSites): Problem[] {
  const refused = consumers.filter((consumer) => {
    const site = sites.of(consumer)
    return site !== null && site.environment.kind !== 'not_static' && site.protected && mayRunUnprotected(site.job)
  })
  if (refused.length === 0) return []
  const detail = `May run on a merge request or an unprotected ref: ${names(refused)}`
  return [{ code: 'runs_where_refused', detail, evidence: firstLines(refused) }]
}

/** The variables that GitLab hands to GitLab Runner's Vault client. `VAULT_ADDR` is read by the CLI alone. */
const connectionKeys = ['VAULT_SERVER_URL', 'VAULT_AUTH_PATH', 'VAULT_AUTH_ROLE', 'VAULT_NAMESPACE']

export function isConnectionVariable(variable: Variable): boolean {
  return connectionKeys.includes(variable.key)
}

/**
 * Consumers that see a `VAULT_*` variable defined above their job: it wins over the `variables` that are generated.
 * Source: docs.gitlab.com/ci/variables, precedence.
 */
export function connectionOverrides(consumers: Consumer[], connections: Variable[]): Problem[] {
  const hits = connections.filter((variable) => consumers.some((consumer) => reaches(variable, consumer)))
  if (hits.length === 0) return []
  const detail = hits.map((one) => `${one.key} of ${one.owner ?? 'the instance'}`).join(', ')
  return [{ code: 'vault_connection_variable', detail, evidence: [] }]
}

function reaches(variable: Variable, { project, environment }: Consumer): boolean {
  if (variable.level === 'instance') {
    if (instanceOf(variable.owner) !== instanceOf(project)) return false
  } else if (variable.owner !== null && variable.owner !== project) {
    if (variable.level !== 'group' || !project.startsWith(`${variable.owner}/`)) return false
  }
  if (environment.kind === 'name') return matchesScope(variable.environmentScope, environment.name)
  if (environment.kind === 'pattern') return scopesOverlap(variable.environmentScope, environment.pattern)
  return environment.kind === 'not_static' || variable.environmentScope === '*'
}

/** Warns of top-level groups whose jobs read by a script, since they are on the Free tier, and of those with no tier declared. */
export function tierWarnings({ variable, consumers }: AnalysedVariable, tiers: RulesFile['tiers']): Problem[] {
  const paths = consumers.length > 0 ? consumers.map((one) => one.project) : [variable.owner ?? '']
  const groups = [...new Set(paths.map((path) => path.split('/')[0] ?? ''))].filter((group) => group !== '')
  const problem = (code: Problem['code'], tier: LicenceTier): Problem[] => {
    const found = groups.filter((group) => licenceTier(group, tiers) === tier)
    return found.length === 0 ? [] : [{ code, detail: found.sort().join(', '), evidence: [] }]
  }
  return [...problem('free_tier', 'free'), ...problem('tier_unknown', 'unknown')]
}

/**
 * Who may use the variable unseen: projects under a group (or the instance) whose CI configuration could not be read,
 * and jobs that may read it without naming it.
 */
export function unknownConsumers(variable: Variable, unread: string[], unnamed: Consumer[]): Problem[] {
  const shared = variable.level === 'group' || variable.level === 'instance'
  const above = (path: string) =>
    variable.level === 'instance'
      ? instanceOf(path) === instanceOf(variable.owner)
      : path.startsWith(`${variable.owner}/`)
  const below = unread.filter((path) => shared && above(path))
  const shown = below.length > 3 ? `${below.slice(0, 3).join(', ')} and ${below.length - 3} more` : below.join(', ')
  const parts = [
    ...(below.length > 0 ? [`not read: ${shown}`] : []),
    ...(unnamed.length > 0 ? [`hands its whole environment on and gets no entry: ${names(unnamed)}`] : []),
  ]
  if (parts.length === 0) return []
  return [{ code: 'consumer_unknown', detail: parts.join('; '), evidence: firstLines(unnamed) }]
}

/** Full paths of projects whose jobs cannot be known, sorted. */
export function unreadProjects(estate: Estate): string[] {
  const unread = estate.projects.filter(
    ({ ci, archived }) => !archived && (ci.state === 'unknown' || ci.state === 'invalid'),
  )
  return unread.map((project) => project.fullPath).sort()
}

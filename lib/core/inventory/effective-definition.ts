// Which of several definitions of one key a job sees, and which of them lose.
import type { JobEnvironment } from './consumer'
import { compareSpecificity, matchesScope, scopeCovers, scopesOverlap } from './environment-scope'
import type { Variable } from './variable'

export type EffectiveDefinition = {
  winner: Variable | null
  /** Definitions that match too and lose, each with the rule that decides. */
  shadowed: { variable: Variable; reason: string }[]
  /** Two or more wildcard scopes that match alike: GitLab does not say which wins. Holds the winner too. */
  ambiguous: Variable[]
  reason: string
}

/** Full paths of the groups above a project or group, closest first: `a/b/c` gives `a/b`, `a`. */
export function ancestorPaths(fullPath: string): string[] {
  const parts = fullPath.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join('/'))
}

/**
 * Takes definitions of ONE key, the project's full path, its ancestor groups (closest first) and the environment's name,
 * `null` for a job without one, and gives the one that the job sees. Level beats scope: project, closest group … root
 * group, instance; then the exact scope, a wildcard, `*`. Schedule variables are set aside: they beat all others, but
 * only in pipelines of their own schedule, so they shadow nothing here.
 * Sources: GitLab `lib/gitlab/ci/variables/builder.rb`, `builder/group.rb`, `app/models/concerns/has_environment_scope.rb`.
 */
export function effectiveDefinition(
  definitions: readonly Variable[],
  project: string,
  ancestors: readonly string[],
  environment: string | null,
): EffectiveDefinition {
  const matching = byPrecedence(definitions, project, ancestors)
    .filter(({ variable }) => matchesScope(variable.environmentScope, environment))
    .sort((a, b) => a.rank - b.rank || compareSpecificity(scopeOf(a), scopeOf(b), environment))
  const [first, ...rest] = matching
  if (!first) return { winner: null, shadowed: [], ambiguous: [], reason: 'No definition reaches this job.' }
  const equals = rest.filter(
    (other) => other.rank === first.rank && compareSpecificity(scopeOf(first), scopeOf(other), environment) === 0,
  )
  return {
    winner: first.variable,
    shadowed: rest.map((other) => ({ variable: other.variable, reason: whyShadowed(first, other, environment) })),
    ambiguous: equals.length > 0 ? [first, ...equals].map(({ variable }) => variable) : [],
    reason: `${levelName(first.variable)}, scope ${scopeOf(first)}`,
  }
}

/**
 * As above for the environment that a job names in its file: a pattern such as `review/*` may become several names, so
 * several definitions can win, each for some of them. An environment that cannot be known counts as the pattern `*`.
 * Gives every definition that wins for some name, in order of precedence, and the wildcards that GitLab cannot order.
 */
export function possibleDefinitions(
  definitions: readonly Variable[],
  project: string,
  ancestors: readonly string[],
  environment: JobEnvironment,
): { winners: Variable[]; ambiguous: Variable[] } {
  if (environment.kind === 'none' || environment.kind === 'name') {
    const name = environment.kind === 'name' ? environment.name : null
    const { winner, ambiguous } = effectiveDefinition(definitions, project, ancestors, name)
    return { winners: winner ? [...new Set([winner, ...ambiguous])] : [], ambiguous }
  }
  const pattern = environment.kind === 'pattern' ? environment.pattern : '*'
  const candidates = byPrecedence(definitions, project, ancestors)
    .filter((candidate) => scopesOverlap(scopeOf(candidate), pattern))
    .sort((a, b) => a.rank - b.rank || patternRank(scopeOf(b)) - patternRank(scopeOf(a)))
  const ambiguous = new Set<Variable>()
  const winners: Variable[] = []
  for (const candidate of candidates) {
    const stronger = winners.filter((winner) => {
      const sameRank = candidates.find(({ variable }) => variable === winner)?.rank === candidate.rank
      const equal = sameRank && patternRank(winner.environmentScope) === 1 && patternRank(scopeOf(candidate)) === 1
      if (equal && scopesOverlap(winner.environmentScope, scopeOf(candidate))) {
        ambiguous.add(winner).add(candidate.variable)
      }
      return !equal
    })
    if (!stronger.some((winner) => scopeCovers(winner.environmentScope, pattern))) winners.push(candidate.variable)
  }
  return { winners, ambiguous: [...ambiguous] }
}

type Ranked = { variable: Variable; rank: number }

/** Rank 0 is the project, then its groups, then the instance. Definitions that do not reach the project are left out. */
function byPrecedence(definitions: readonly Variable[], project: string, ancestors: readonly string[]): Ranked[] {
  return definitions.flatMap((variable) => {
    const rank = rankOf(variable, project, ancestors)
    return rank === null ? [] : [{ variable, rank }]
  })
}

function rankOf(variable: Variable, project: string, ancestors: readonly string[]): number | null {
  if (variable.level === 'schedule') return null
  if (variable.level === 'instance') return ancestors.length + 1
  if (variable.level === 'project') return variable.owner === project ? 0 : null
  const distance = variable.owner === null ? -1 : ancestors.indexOf(variable.owner)
  return distance < 0 ? null : distance + 1
}

function patternRank(scope: string): 0 | 1 | 2 {
  if (scope === '*') return 0
  return scope.includes('*') ? 1 : 2
}

function scopeOf(ranked: Ranked): string {
  return ranked.variable.environmentScope
}

function levelName(variable: Variable): string {
  return variable.owner === null ? 'instance' : `${variable.level} ${variable.owner}`
}

function whyShadowed(winner: Ranked, other: Ranked, environment: string | null): string {
  if (winner.rank !== other.rank) return `${levelName(winner.variable)} beats ${levelName(other.variable)}`
  if (compareSpecificity(scopeOf(winner), scopeOf(other), environment) !== 0) {
    return `scope ${scopeOf(winner)} is closer to ${environment ?? 'no environment'} than ${scopeOf(other)}`
  }
  return `scopes ${scopeOf(winner)} and ${scopeOf(other)} match alike, and GitLab does not say which wins`
}

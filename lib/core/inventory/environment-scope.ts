// Which environment scopes match an environment, and which of two matching ones GitLab prefers.

/**
 * Does a variable of this scope reach a job with this environment? `null` stands for a job without `environment:`,
 * which sees only scope `*`. `*` spans any text, also `/` and nothing; nothing else is special, and case counts.
 * Source: GitLab `app/models/concerns/has_environment_scope.rb`, `lib/gitlab/sql/glob.rb`.
 */
export function matchesScope(scope: string, environmentName: string | null): boolean {
  if (environmentName === null) return scope === '*'
  return globMatches(scope, Array.from(environmentName), false)
}

/**
 * Sorts matching scopes as GitLab does, preferred first: the exact name, then any wildcard, then `*`. Gives 0 where
 * GitLab has no rule either: between two wildcards its order is undefined.
 * Source: GitLab `app/models/concerns/has_environment_scope.rb` (`ORDER BY CASE`).
 */
export function compareSpecificity(a: string, b: string, environmentName: string | null): number {
  return rank(b, environmentName) - rank(a, environmentName)
}

function rank(scope: string, environmentName: string | null): 0 | 1 | 2 {
  if (scope === '*') return 0
  return scope === environmentName ? 2 : 1
}

/** Does every name that `inner` matches also match `outer`? Both are scopes or patterns such as `review/*`. */
export function scopeCovers(outer: string, inner: string): boolean {
  return globMatches(outer, Array.from(inner), true)
}

/** Is there a name that both scopes match? */
export function scopesOverlap(a: string, b: string): boolean {
  const left = Array.from(a)
  const right = Array.from(b)
  let row: boolean[] = []
  for (let i = left.length; i >= 0; i--) {
    const below = row
    row = []
    for (let j = right.length; j >= 0; j--) row[j] = overlapAt(left, right, i, j, row, below)
  }
  return row[0] === true
}

function overlapAt(a: string[], b: string[], i: number, j: number, row: boolean[], below: boolean[]): boolean {
  if (i === a.length && j === b.length) return true
  const stars = (a[i] === '*' && below[j] === true) || (b[j] === '*' && row[j + 1] === true)
  if (stars || i === a.length || j === b.length) return stars
  if (a[i] === '*') return row[j + 1] === true
  if (b[j] === '*') return below[j] === true
  return a[i] === b[j] && below[j + 1] === true
}

/** Greedy, without backtracking over more than the last star, so hostile scopes cost no more than length squared. */
function globMatches(glob: string, name: string[], starIsOwnLetter: boolean): boolean {
  const pattern = Array.from(glob)
  let p = 0
  let n = 0
  let star = -1
  let resume = 0
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++
      resume = n
    } else if (p < pattern.length && pattern[p] === name[n] && !(starIsOwnLetter && name[n] === '*')) {
      p++
      n++
    } else if (star >= 0) {
      p = star + 1
      n = ++resume
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

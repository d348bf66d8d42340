// Whether a token's claims satisfy the bound claims of a role, as Vault and OpenBao decide it.
import { glob } from './glob'

export type ClaimValue = string | number | boolean | null | ClaimValue[] | { [name: string]: ClaimValue }

export type Claims = Record<string, ClaimValue>

export type BoundClaimsType = 'string' | 'glob'

export type BoundClaims = Record<string, ClaimValue>

export type FailingClaim = {
  claim: string
  want: ClaimValue
  got: ClaimValue | undefined
  /** As Vault words it, after `error validating claims: `. */
  reason: string
}

/**
 * Checks every bound claim: all must match, and of a list any value. Types count: `"true"` is not `true`. Gives all
 * failing claims, sorted by name; Vault goes through them in random order and reports one.
 * Source: OpenBao `builtin/credential/jwt/claims.go` and HashiCorp `vault-plugin-auth-jwt/claims.go`
 * (validateBoundClaims, getClaim, normalizeList, matchFound).
 */
export function validateBoundClaims(
  type: BoundClaimsType,
  boundClaims: BoundClaims,
  claims: Claims,
): { ok: boolean; failing: FailingClaim[] } {
  const failing: FailingClaim[] = []
  for (const [claim, want] of Object.entries(boundClaims).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const got = getClaim(claims, claim)
    const reason = whyNot(type, claim, want, got)
    if (reason !== null) failing.push({ claim, want, got, reason })
  }
  return { ok: failing.length === 0, failing }
}

function whyNot(type: BoundClaimsType, claim: string, want: ClaimValue, got: ClaimValue | undefined): string | null {
  if (got === undefined || got === null) return `claim "${claim}" is missing`
  const actual = actualValues(got)
  if (actual === null) return `received claim is not a string, bool, int or list: ${JSON.stringify(got)}`
  const expected = normalizeList(want)
  if (expected === null) return `bound claim is not a string, bool, int or list: ${JSON.stringify(want)}`
  if (actual.some((value) => matchFound(type, value, expected))) return null
  return `claim "${claim}" does not match any associated bound claim values`
}

/** A name that begins with `/` is a JSON pointer (RFC 6901), any other a key of the top level, dots and all. */
export function getClaim(claims: Claims, claim: string): ClaimValue | undefined {
  if (!claim.startsWith('/')) return own(claims, claim)
  let at: ClaimValue | undefined = claims
  for (const escaped of claim.slice(1).split('/')) {
    const part = escaped.replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(at)) at = /^(0|[1-9]\d*)$/.test(part) ? at[Number(part)] : undefined
    else if (typeof at === 'object' && at !== null) at = own(at, part)
    else return undefined
  }
  return at
}

function own(object: { [name: string]: ClaimValue }, name: string): ClaimValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** A scalar becomes a list of one. Null for what is neither a scalar nor a list. */
export function normalizeList(value: ClaimValue): ClaimValue[] | null {
  if (Array.isArray(value)) return value
  return typeof value === 'object' ? null : [value]
}

/** Of a token's claim: a number loses its fraction (Go's `int`); inside a list it stays a float and equals nothing. */
function actualValues(got: ClaimValue): ClaimValue[] | null {
  if (typeof got === 'number') return [Math.trunc(got)]
  return normalizeList(got)?.filter((value) => !Array.isArray(got) || typeof value !== 'number') ?? null
}

/** Equality of Go interfaces, or the glob: only between strings. Lists and objects inside a list never match. */
function matchFound(type: BoundClaimsType, actual: ClaimValue, expected: ClaimValue[]): boolean {
  if (typeof actual === 'object') return false
  return expected.some((value) => {
    if (type === 'string') return value === actual
    return typeof value === 'string' && typeof actual === 'string' && glob(value, actual)
  })
}

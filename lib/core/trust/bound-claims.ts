// Whether a token's claims satisfy the bound claims of a role, as Vault and OpenBao decide it.
import { decodeInt, isNumber, isObject } from './decode-field'
import { ExactNumber, numberText, numberValue } from './exact-json'
import { glob } from './glob'
import { goQuote, goValue } from './go-format'

export type ClaimValue = string | number | ExactNumber | boolean | null | ClaimValue[] | { [name: string]: ClaimValue }

export type Claims = Record<string, ClaimValue>

export type BoundClaimsType = 'string' | 'glob'

export type BoundClaims = Record<string, ClaimValue>

export type FailingClaim = {
  claim: string
  want: ClaimValue
  got: ClaimValue | undefined
  /** As Vault words it, after `error validating claims: `. */
  reason: string
  /** The server panics over this claim and closes the connection without an answer. */
  panics: boolean
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
  for (const claim in boundClaims) {
    const want = own(boundClaims, claim)
    if (want === undefined) continue
    const got = getClaim(claims, claim)
    const reason = whyNot(type, claim, want, got)
    if (reason !== null) failing.push({ claim, want, got, reason, panics: reason === cannotCompare })
  }
  if (failing.length > 1) failing.sort(({ claim: a }, { claim: b }) => (a < b ? -1 : 1))
  return { ok: failing.length === 0, failing }
}

function whyNot(type: BoundClaimsType, claim: string, want: ClaimValue, got: ClaimValue | undefined): string | null {
  if (got === undefined || got === null) return `claim ${goQuote(claim)} is missing`
  // Two texts, as nearly always: no lists need be made of them.
  if (typeof got === 'string' && typeof want === 'string' && matches(type, got, want, false)) return null
  const actual = normalizeList(got)
  if (actual === null) return `received claim is not a string, bool, int or list: ${goValue(got, 'float64')}`
  const expected = normalizeList(want)
  if (expected === null) return `bound claim is not a string, bool, int or list: ${goValue(want, 'json.Number')}`
  const inList = Array.isArray(got)
  for (const value of expected) {
    for (const one of actual) {
      if (type === 'string' && isUncomparable(value, one)) return cannotCompare
      if (matches(type, one, value, inList)) return null
    }
  }
  return `claim ${goQuote(claim)} does not match any associated bound claim values`
}

const cannotCompare = 'comparing uncomparable type'

/** Two lists or two objects: `!=` of Go interfaces panics over them, unless an earlier pair has matched. */
function isUncomparable(one: ClaimValue, other: ClaimValue): boolean {
  return (Array.isArray(one) && Array.isArray(other)) || (isObject(one) && isObject(other))
}

/**
 * A name that begins with `/` is a JSON pointer (RFC 6901), any other a key of the top level, dots and all. Source:
 * mitchellh/pointerstructure v1.2.1 (Parse, Get), which reads the place in a list as Go reads an `int`.
 */
export function getClaim(claims: Claims, claim: string): ClaimValue | undefined {
  if (!claim.startsWith('/')) return own(claims, claim)
  let at: ClaimValue | undefined = claims
  for (const escaped of claim.slice(1).split('/')) {
    const part = escaped.replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(at)) at = at[place(part)]
    else if (isObject(at)) at = own(at, part)
    else return undefined
  }
  return at
}

function place(part: string): number {
  try {
    return decodeInt(part, 'v1')
  } catch {
    return -1
  }
}

function own(object: { [name: string]: ClaimValue }, name: string): ClaimValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** A scalar becomes a list of one. Null for what is neither a scalar nor a list. */
export function normalizeList(value: ClaimValue): ClaimValue[] | null {
  if (Array.isArray(value)) return value
  return value === null || isObject(value) ? null : [value]
}

/**
 * Equality of Go interfaces, or the glob: only between strings. A number of the token loses its fraction and is compared
 * by its digits with what the role was written with; inside a list it equals nothing. Lists and objects never match.
 */
function matches(type: BoundClaimsType, actual: ClaimValue, expected: ClaimValue, inList: boolean): boolean {
  if (typeof actual === 'number' || actual instanceof ExactNumber) {
    if (inList || type === 'glob' || !isNumber(expected)) return false
    return numberText(expected) === goInteger(numberValue(actual))
  }
  if (typeof actual === 'object') return false
  if (type === 'string') return expected === actual
  return typeof expected === 'string' && typeof actual === 'string' && glob(expected, actual)
}

/** `strconv.Itoa(int(value))` of a float64: cut towards zero; what does not fit is the smallest integer. */
export function goInteger(value: number): string {
  const whole = Math.trunc(value)
  if (Math.abs(whole) >= 2 ** 63) return '-9223372036854775808'
  return BigInt(whole).toString()
}

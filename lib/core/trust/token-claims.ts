// The registered claims of a token as Vault's JWT library reads them.
import type { Claims, ClaimValue } from './bound-claims'
import { isNumber, isObject } from './decode-field'
import { numberValue } from './exact-json'

export type TokenClaims = { iss: string; sub: string; aud: string[]; iat: number; nbf: number; exp: number }

const audienceError = 'go-jose/go-jose/jwt: expected string or array value to unmarshal to Audience'
const dateError = 'go-jose/go-jose/jwt: expected number value to unmarshal NumericDate'

/**
 * Gives the registered claims, 0 or empty for what is absent or null, or the error: names are read in order, a wrong
 * audience or date ends that at once, a text that is none is told of at the end. Go finds a field also by another case: `SUB` counts as `sub`, and the name that sorts last wins. Dates lose their
 * fraction. Source: hashicorp/cap `jwt/jwt.go` (validateAll), go-jose v3 and v4 `jwt/claims.go`, Go `encoding/json`.
 */
export function readTokenClaims(claims: Claims): TokenClaims | { error: string } {
  const read: TokenClaims = { iss: '', sub: '', aud: [], iat: 0, nbf: 0, exp: 0 }
  let typeError: string | null = null
  for (const name of registeredNames(claims)) {
    const field = foldName(name)
    const value = claims[name] ?? null
    if (field === 'iss' || field === 'sub' || field === 'jti') typeError ??= readText(read, field, value)
    const fatal = field === 'aud' ? readAudience(read, value) : isDate(field) ? readDate(read, field, value) : null
    if (fatal !== null) return { error: fatal }
  }
  return typeError === null ? read : { error: typeError }
}

const inOrder = ['aud', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub']
const exactNames = new Set(inOrder)
/** What a registered name can begin with, in either case; U+017F folds to `s`. */
const firstLetters = /^[aeijnsſ]/i

/** Sorted by their bytes: of these few letters that is the order of JavaScript too. */
function registeredNames(claims: Claims): string[] {
  const exact: string[] = []
  let others: string[] | null = null
  for (const name of inOrder) if (Object.hasOwn(claims, name)) exact.push(name)
  for (const name in claims) {
    if (name.length !== 3 || exactNames.has(name) || !firstLetters.test(name)) continue
    if (exactNames.has(foldName(name)) && Object.hasOwn(claims, name)) {
      others ??= [...exact]
      others.push(name)
    }
  }
  return others === null ? exact : others.sort()
}

const isDate = (field: string): field is 'iat' | 'nbf' | 'exp' => field === 'iat' || field === 'nbf' || field === 'exp'

/** All registered names have three letters; U+017F folds to `s`. */
function foldName(name: string): string {
  return exactNames.has(name) ? name : name.replaceAll('ſ', 's').toLowerCase()
}

function readText(read: TokenClaims, field: 'iss' | 'sub' | 'jti', value: ClaimValue): string | null {
  if (value === null) return null
  if (typeof value !== 'string') {
    return `json: cannot unmarshal ${jsonKind(value)} into Go struct field Claims.${field} of type string`
  }
  if (field !== 'jti') read[field] = value
  return null
}

function jsonKind(value: ClaimValue): string {
  if (typeof value === 'boolean') return 'bool'
  if (isNumber(value)) return 'number'
  return isObject(value) ? 'object' : 'array'
}

function readAudience(read: TokenClaims, value: ClaimValue): string | null {
  const list = typeof value === 'string' ? [value] : value
  if (!Array.isArray(list)) return audienceError
  const texts: string[] = []
  for (const item of list) {
    if (typeof item !== 'string') return audienceError
    texts.push(item)
  }
  read.aud = texts
  return null
}

function readDate(read: TokenClaims, field: 'iat' | 'nbf' | 'exp', value: ClaimValue): string | null {
  if (value === null) {
    read[field] = 0
    return null
  }
  if (!isNumber(value)) return dateError
  const seconds = Math.trunc(numberValue(value))
  read[field] = Math.abs(seconds) < 2 ** 63 ? seconds : -(2 ** 63)
  return null
}

// The checks of a login in Vault's order, each with what it wants, what it got and what Vault prints.
import {
  type Claims,
  type ClaimValue,
  type FailingClaim,
  getClaim,
  goInteger,
  normalizeList,
  validateBoundClaims,
} from './bound-claims'
import { isNumber } from './decode-field'
import type { WrittenConfig } from './evaluate-config-write'
import type { WrittenRole } from './evaluate-role-write'
import { numberValue } from './exact-json'
import type { Flavour } from './flavour'
import { goQuote, goValue } from './go-format'
import { readTokenClaims, type TokenClaims } from './token-claims'

export type LoginReason = {
  code: string
  claim: string | null
  want: ClaimValue
  got: ClaimValue
  /** What Vault prints if it gets this far; a reason with the same `stage` may be printed in its place. */
  text: string
  stage: string
  /** The server panics and closes the connection: nothing is printed. */
  panics?: boolean
}

export type LoginInput = {
  config: WrittenConfig
  role: WrittenRole
  claims: Claims
  now: number
  flavour: Flavour
  /** Of the signature; GitLab signs with RS256. */
  algorithm: string
}

type About = [claim?: string | null, want?: ClaimValue, got?: ClaimValue]

// These stand outside of what calls them: a closure is made anew for each login, also for those that pass.
function reason(code: string, text: string, ...[claim = null, want = null, got = null]: About): LoginReason {
  return { code, claim, want, got, text, stage: code }
}

/** A reason of the library that validates the token. */
function tokenReason(code: string, text: string, ...about: About): LoginReason {
  return reason(code, `error validating token: ${text}`, ...about)
}

/** Rows 8 to 22 of a login: every reason why this token is refused, in the order in which Vault would meet them. */
export function claimReasons(input: LoginInput): LoginReason[] {
  const { role, claims, config, algorithm } = input
  const reasons: LoginReason[] = []
  if (config.supportedAlgorithms.length > 0 && !config.supportedAlgorithms.includes(algorithm)) {
    const text = 'invalid algorithm (alg) header parameter: token signed with unexpected algorithm'
    reasons.push(tokenReason('algorithm', text, null, config.supportedAlgorithms, algorithm))
  }
  const token = readTokenClaims(claims)
  if ('error' in token) reasons.push(tokenReason('malformed_claim', token.error))
  else addRegisteredReasons(reasons, input, token)
  if (role.boundAudiences.length === 0 && needsBoundAudience(claims, input.flavour)) {
    const text = 'audience claim found in JWT but no audiences bound to the role'
    reasons.push(reason('audience_not_bound', text, 'aud', [], claims.aud))
  }
  addIdentityReasons(reasons, input)
  addBoundReasons(reasons, role, claims)
  return reasons
}

function addRegisteredReasons(reasons: LoginReason[], { config, role, now }: LoginInput, token: TokenClaims): void {
  if (config.boundIssuer !== '' && config.boundIssuer !== token.iss) {
    reasons.push(tokenReason('issuer', 'invalid issuer (iss) claim', 'iss', config.boundIssuer, token.iss))
  }
  if (role.boundSubject !== '' && role.boundSubject !== token.sub) {
    reasons.push(tokenReason('subject', 'invalid subject (sub) claim', 'sub', role.boundSubject, token.sub))
  }
  if (role.boundAudiences.length > 0 && !shareOne(role.boundAudiences, token.aud)) {
    const text = 'invalid audience (aud) claim: audience claim does not match any expected audience'
    reasons.push(tokenReason('audience', text, 'aud', role.boundAudiences, token.aud))
  }
  addTimeReasons(reasons, role, token, now)
}

function shareOne(bound: string[], sent: string[]): boolean {
  for (const audience of bound) if (sent.includes(audience)) return true
  return false
}

/** Source: hashicorp/cap `jwt/jwt.go` (validateAll). A time of 0 counts as absent; the leeway of the clock is all that matters where GitLab sends all three. */
function addTimeReasons(reasons: LoginReason[], role: WrittenRole, { iat, nbf, exp }: TokenClaims, now: number): void {
  if (iat === 0 && nbf === 0 && exp === 0) {
    const text = 'no issued at (iat), not before (nbf), or expiration time (exp) claims in token'
    reasons.push(tokenReason('no_time', text))
    return
  }
  const expires = exp === 0 ? Math.max(iat, nbf) + leeway(role.expirationLeeway, 150) : exp
  const starts = nbf !== 0 ? nbf : iat !== 0 ? iat : expires - leeway(role.notBeforeLeeway, 150)
  const skew = leeway(role.clockSkewLeeway, 60)
  if (now + skew < starts) {
    const text = 'invalid not before (nbf) claim: token not yet valid'
    reasons.push(tokenReason('not_yet_valid', text, 'nbf', now + skew, starts))
  }
  if (now - skew > expires) {
    const text = 'invalid expiration time (exp) claim: token is expired'
    reasons.push(tokenReason('expired', text, 'exp', now - skew, expires))
  }
  if (now + skew < iat) {
    const text = 'invalid issued at (iat) claim: token issued in the future'
    reasons.push(tokenReason('issued_in_future', text, 'iat', now + skew, iat))
  }
}

/** 0 stands for the default, a negative value for none. */
const leeway = (stored: number, fallback: number): number => (stored === 0 ? fallback : Math.max(0, stored))

function needsBoundAudience(claims: Claims, flavour: Flavour): boolean {
  const audience = getClaim(claims, 'aud')
  if (Array.isArray(audience)) return audience.length > 0
  if (typeof audience !== 'string' || flavour.singleAudience === 'need_not_be_bound') return false
  return audience !== '' || flavour.singleAudience === 'must_be_bound'
}

function addIdentityReasons(reasons: LoginReason[], { role, claims, flavour }: LoginInput): void {
  const user = userOf(role, claims, flavour)
  if (user === undefined || user === null) {
    const text = `claim ${goQuote(role.userClaim)} not found in token`
    reasons.push(reason('user_claim_missing', text, role.userClaim))
  } else if (typeof user !== 'string') {
    const text = `claim ${goQuote(role.userClaim)} could not be converted to string`
    reasons.push(reason('user_claim_type', text, role.userClaim, 'a text', user))
  }
  for (const source of role.claimMappings.keys()) {
    const value = claimAs(claims, source, flavour)
    if (value === undefined || value === null || typeof value === 'string') continue
    const text = `error converting claim '${source}' to string`
    reasons.push(reason('claim_mapping_type', text, source, 'a text', value))
  }
  if (role.groupsClaim !== '') reasons.push(...groupReasons(role, claims, flavour))
}

/** The claim that names the alias: a key of the top level, or a pointer where the role says so. */
export function userOf(role: WrittenRole, claims: Claims, flavour: Flavour): ClaimValue | undefined {
  if (role.userClaimJsonPointer) return claimAs(claims, role.userClaim, flavour)
  return Object.hasOwn(claims, role.userClaim) ? claims[role.userClaim] : undefined
}

/** `getClaim`, with the single audience that OpenBao makes a list of. */
function claimAs(claims: Claims, name: string, flavour: Flavour): ClaimValue | undefined {
  const value = getClaim(claims, name)
  return name === 'aud' && typeof value === 'string' && flavour.listsSingleAudience ? [value] : value
}

function groupReasons(role: WrittenRole, claims: Claims, flavour: Flavour): LoginReason[] {
  const groups = claimAs(claims, role.groupsClaim, flavour)
  const name = goQuote(role.groupsClaim)
  if (groups === undefined || groups === null) {
    const text = `failed to fetch groups: ${name} claim not found in token`
    return [reason('groups_claim_missing', text, role.groupsClaim)]
  }
  const list = normalizeList(groups)
  if (list === null) {
    const text = `${name} claim could not be converted to string list`
    return [reason('groups_claim_type', text, role.groupsClaim, 'a list of texts', groups)]
  }
  const wrong = list.find((value) => typeof value !== 'string')
  if (wrong === undefined) return []
  const shown = Array.isArray(groups) ? goValue(wrong, 'float64') : goNumberClaim(wrong)
  const text = `value ${shown} in groups claim could not be parsed as string`
  return [reason('groups_claim_type', text, role.groupsClaim, 'a list of texts', groups)]
}

/** A number that is the claim itself has become a `json.Number` without fraction. */
function goNumberClaim(value: ClaimValue): string {
  return isNumber(value) ? goInteger(numberValue(value)) : goValue(value, 'float64')
}

function addBoundReasons(reasons: LoginReason[], role: WrittenRole, claims: Claims): void {
  for (const failing of validateBoundClaims(role.boundClaimsType, role.boundClaims, claims).failing) {
    const { claim, want, panics } = failing
    const text = `error validating claims: ${failing.reason}`
    const got = failing.got ?? null
    reasons.push({ code: codeOf(failing), claim, want, got, text, stage: 'bound_claim', panics })
  }
}

function codeOf({ reason: text, panics }: FailingClaim): string {
  if (panics) return 'server_panics'
  if (text.endsWith(' is missing')) return 'claim_missing'
  return text.startsWith('claim ') ? 'claim_mismatch' : 'claim_type'
}

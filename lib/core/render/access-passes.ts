// Does a role let a token in? The engine's answer without its reasons, for the many questions that only ask whether.
import { type Claims, type ClaimValue, validateBoundClaims } from '@/lib/core/trust/bound-claims'
import { evaluateLogin, type Token } from '@/lib/core/trust/evaluate-login'
import type { WrittenRole } from '@/lib/core/trust/evaluate-role-write'
import type { Flavour } from '@/lib/core/trust/flavour'
import { goLower } from '@/lib/core/trust/go-format'
import { type AccessMount, type AccessRole, accessMoment } from './access-mounts'

/**
 * Gives a function from claims to the token of the login, null where it is refused. Bound claims are compared for each
 * token, everything else by the engine once for all tokens that agree in what else it reads: issuer, audience and user.
 */
export function passesBy(mount: AccessMount, tried: AccessRole, flavour: Flavour): (claims: Claims) => Token | null {
  const { role, written } = tried
  if (written === null) return () => null
  const bound = Object.entries(written.boundClaims)
  const roles = new Map([[goLower(role.name), written]])
  const engine = (claims: Claims): Token | null =>
    evaluateLogin({
      config: mount.config,
      roles,
      roleName: role.name,
      claims: { ...claims, iat: accessMoment, nbf: accessMoment - 5, exp: accessMoment + 3600 },
      now: accessMoment,
      source: '127.0.0.1',
      flavour,
    }).token
  const holds = (claims: Claims) => bound.every(([claim, want]) => boundHolds(written, claim, want, claims))
  if (!readsFewClaims(written)) return (claims) => (holds(claims) ? engine(claims) : null)
  const known = new Map<string, Token | null>()
  return (claims) => {
    if (!holds(claims)) return null
    const id = JSON.stringify([claims.iss, claims.aud, claims[written.userClaim]])
    const token = known.get(id)
    if (token !== undefined) return token
    const made = engine(claims)
    known.set(id, made)
    return made
  }
}

/** Texts of the top level are compared here, as most are; everything else by the engine. */
function boundHolds(role: WrittenRole, claim: string, want: ClaimValue, claims: Claims): boolean {
  const got = claim.startsWith('/') ? undefined : claims[claim]
  if (role.boundClaimsType === 'string' && typeof got === 'string') {
    if (typeof want === 'string') return got === want
    if (Array.isArray(want) && want.every((one) => typeof one === 'string')) return want.includes(got)
  }
  return validateBoundClaims(role.boundClaimsType, { [claim]: want }, claims).ok
}

/** Does the login look at nothing but bound claims, issuer, audience and the claim of the user? */
function readsFewClaims(role: WrittenRole): boolean {
  const { boundSubject, claimMappings, groupsClaim, templatesPolicies, userClaimJsonPointer } = role
  return (
    boundSubject === '' && claimMappings.size === 0 && groupsClaim === '' && !templatesPolicies && !userClaimJsonPointer
  )
}

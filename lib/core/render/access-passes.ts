// Which tokens a role lets in: the engine's answer without its reasons, for the many questions that only ask whether.
import { type Claims, type ClaimValue, validateBoundClaims } from '@/lib/core/trust/bound-claims'
import { evaluateLogin, type Token } from '@/lib/core/trust/evaluate-login'
import type { WrittenRole } from '@/lib/core/trust/evaluate-role-write'
import type { Flavour } from '@/lib/core/trust/flavour'
import { goLower } from '@/lib/core/trust/go-format'
import { type AccessMount, type AccessRole, accessMoment } from './access-mounts'
import { isOfEnvironment, type ProjectTokens } from './access-tokens'

export type Passing = ProjectTokens['starts'][number] & { environment: string | null; token: Token }

/**
 * Gives the tokens that the role lets in, by environment. Bound claims are compared once for each part of a token,
 * everything else by the engine, once for all tokens that agree in what else it reads: issuer, audience and user.
 */
export function passing(mount: AccessMount, tried: AccessRole, tokens: ProjectTokens, flavour: Flavour): Passing[] {
  const { role, written } = tried
  if (written === null) return []
  const bound = Object.entries(written.boundClaims)
  const ofEnvironment = bound.filter(([claim]) => isOfEnvironment(claim))
  const ofStart = bound.filter(([claim]) => !isOfEnvironment(claim) && !isPointer(claim))
  const holds = (list: typeof bound, claims: Claims) =>
    list.every(([claim, want]) => boundHolds(written, claim, want, claims))
  const starts = tokens.starts.filter(({ claims }) => holds(ofStart, claims))
  if (starts.length === 0) return []
  const login = loginBy(mount, written, role.name, flavour)
  const pointers = bound.filter(([claim]) => isPointer(claim))
  return tokens.environments
    .filter(({ claims }) => holds(ofEnvironment, claims))
    .flatMap(({ name, claims: own }) =>
      starts.flatMap((start) => {
        const { claims } = start
        if (pointers.length > 0 && !holds(pointers, { ...claims, ...own })) return []
        const token = login(claims, own)
        return token === null ? [] : [{ ...start, environment: name, token }]
      }),
    )
}

/** A JSON pointer can name any claim. */
function isPointer(claim: string): boolean {
  return claim.startsWith('/')
}

/** The engine's login for the two parts of a token whose bound claims hold. */
function loginBy(mount: AccessMount, written: WrittenRole, name: string, flavour: Flavour) {
  const roles = new Map([[goLower(name), written]])
  const engine = (claims: Claims): Token | null =>
    evaluateLogin({
      config: mount.config,
      roles,
      roleName: name,
      claims: { ...claims, iat: accessMoment, nbf: accessMoment - 5, exp: accessMoment + 3600 },
      now: accessMoment,
      source: '127.0.0.1',
      flavour,
    }).token
  const few = readsFewClaims(written)
  const known = new Map<string, Token | null>()
  return (claims: Claims, own: Claims): Token | null => {
    const id = few ? JSON.stringify([claims.iss, claims.aud, claims[written.userClaim] ?? own[written.userClaim]]) : ''
    const kept = few ? known.get(id) : undefined
    if (kept !== undefined) return kept
    const made = engine({ ...claims, ...own })
    known.set(id, made)
    return made
  }
}

/** Texts of the top level are compared here, as most are; everything else by the engine. */
function boundHolds(role: WrittenRole, claim: string, want: ClaimValue, claims: Claims): boolean {
  const got = isPointer(claim) ? undefined : claims[claim]
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

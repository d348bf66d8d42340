import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claims } from './bound-claims'
import type { JsonObject } from './decode-field'
import { evaluateLogin, type Login, type LoginVerdict } from './evaluate-login'
import { evaluateRoleWrite } from './evaluate-role-write'
import { flavourOf } from './flavour'

const now = 1_764_000_000
const claims: Claims = {
  iss: 'https://g',
  aud: 'v',
  sub: 's',
  iat: now,
  nbf: now - 5,
  exp: now + 300,
  project_id: '22',
}
const good: JsonObject = { role_type: 'jwt', user_claim: 'project_id', bound_audiences: 'v', token_policies: 'app' }

type Options = Partial<Pick<Login, 'source' | 'sent' | 'entityDisabled'>> & {
  flavour?: string
  role?: string
  keySource?: 'fetched'
}

function login(role: JsonObject, change: Claims = {}, options: Options = {}) {
  const flavour = flavourOf(options.flavour ?? 'openbao 2.4.0')
  if (!flavour) throw new Error('flavour')
  const written = evaluateRoleWrite({ ...good, ...role }, 'app', flavour)
  if (!written.allowed) throw new Error(written.errors[0])
  return evaluateLogin({
    config: {
      boundIssuer: 'https://g',
      defaultRole: '',
      supportedAlgorithms: [],
      ...(options.keySource && { keySource: options.keySource }),
    },
    roles: new Map([['app', written.written]]),
    roleName: options.role ?? 'APP',
    claims: { ...claims, ...change },
    now,
    source: options.source ?? '127.0.0.1',
    flavour,
    ...(options.sent && { sent: options.sent }),
    ...(options.entityDisabled && { entityDisabled: true }),
  })
}

const codes = (verdict: LoginVerdict) => verdict.failing.map(({ code }) => code)

describe('evaluateLogin', () => {
  it('gives the token of a login that passes', () => {
    const verdict = login({ token_ttl: 600, token_explicit_max_ttl: 60, claim_mappings: { sub: 'who', nope: 'x' } })
    expect(verdict).toMatchObject({ allowed: true, status: 200 })
    expect(verdict.token).toEqual({
      policies: ['app', 'default'],
      ttl: 60,
      type: 'service',
      numUses: 0,
      renewable: true,
      alias: '22',
      metadata: { who: 's', role: 'app' },
      displayName: 'jwt-22',
    })
  })

  it.each<[JsonObject, Claims, string, string]>([
    [{}, { iss: 'x' }, 'issuer', 'error validating token: invalid issuer (iss) claim'],
    [{ bound_subject: 'x' }, {}, 'subject', 'error validating token: invalid subject (sub) claim'],
    [
      {},
      { aud: ['x'] },
      'audience',
      'error validating token: invalid audience (aud) claim: audience claim does not match any expected audience',
    ],
    [
      { bound_audiences: [], bound_subject: 's' },
      {},
      'audience_not_bound',
      'audience claim found in JWT but no audiences bound to the role',
    ],
    [
      {},
      { iat: null, nbf: 0, exp: 0.5 },
      'no_time',
      'error validating token: no issued at (iat), not before (nbf), or expiration time (exp) claims in token',
    ],
    [{}, { exp: now - 61 }, 'expired', 'error validating token: invalid expiration time (exp) claim: token is expired'],
    [
      {},
      { nbf: now + 61 },
      'not_yet_valid',
      'error validating token: invalid not before (nbf) claim: token not yet valid',
    ],
    [
      {},
      { iat: now + 61 },
      'issued_in_future',
      'error validating token: invalid issued at (iat) claim: token issued in the future',
    ],
    [{ user_claim: 'x' }, {}, 'user_claim_missing', 'claim "x" not found in token'],
    [{ user_claim: 'n' }, { n: 1 }, 'user_claim_type', 'claim "n" could not be converted to string'],
    [{ claim_mappings: { n: 'n' } }, { n: 1 }, 'claim_mapping_type', "error converting claim 'n' to string"],
    [{ groups_claim: 'g' }, {}, 'groups_claim_missing', 'failed to fetch groups: "g" claim not found in token'],
    [
      { groups_claim: 'g' },
      { g: ['a', 1.5] },
      'groups_claim_type',
      'value 1.5 in groups claim could not be parsed as string',
    ],
    [{ bound_claims: { e: 'x' } }, {}, 'claim_missing', 'error validating claims: claim "e" is missing'],
    [
      { bound_claims: { project_id: 22 } },
      {},
      'claim_mismatch',
      'error validating claims: claim "project_id" does not match any associated bound claim values',
    ],
  ])('with role %j and claims %j fails by %s', (role, change, code, text) => {
    const verdict = login(role, change)
    expect(verdict).toMatchObject({ allowed: false, status: 400, reported: [text] })
    expect(codes(verdict)).toEqual([code])
  })

  it('passes at the very limits of the clock', () => {
    expect(login({}, { exp: now - 60, nbf: now + 60, iat: now + 60 }).allowed).toBe(true)
    expect(login({ clock_skew_leeway: -1 }, { exp: now }).allowed).toBe(true)
    expect(login({ clock_skew_leeway: -1 }, { exp: now - 1 }).allowed).toBe(false)
  })

  it('lists all reasons, and reports those of the first stage alone', () => {
    const verdict = login({ bound_claims: { ref: 'x', sub: 'y' } }, { exp: 1, iss: 'x' })
    expect(codes(verdict)).toEqual(['issuer', 'expired', 'claim_missing', 'claim_mismatch'])
    expect(verdict.reported).toHaveLength(1)
    expect(login({ bound_claims: { ref: 'x', sub: 'y' } }).reported).toHaveLength(2)
  })

  it('refuses an address outside with 403 and no word of why', () => {
    expect(login({ token_bound_cidrs: '10.0.0.0/8' })).toMatchObject({ status: 403, reported: ['permission denied'] })
    expect(login({ token_bound_cidrs: '10.0.0.0/8' }, {}, { source: '10.1.1.1' }).allowed).toBe(true)
  })

  it('says what happens before the token is looked at', () => {
    expect(login({}, {}, { role: '' }).reported).toEqual(['missing role'])
    expect(login({}, {}, { role: 'Ö"' }).reported).toEqual(['role "ö\\"" could not be found'])
    expect(login({ role_type: 'oidc', allowed_redirect_uris: 'x' }).reported).toEqual([
      'role with oidc role_type is not allowed',
    ])
  })

  it('says what is wrong with what is sent, by where the keys come from', () => {
    const sent = (what: 'nothing' | 'no_token' | 'unknown_key', keySource?: 'fetched') =>
      login({}, {}, { sent: what, ...(keySource && { keySource }) }).reported[0]
    expect(sent('nothing')).toBe('missing token')
    const verifying = 'error validating token: error verifying token signature: '
    const parts = 'go-jose/go-jose: compact JWS format must have three parts'
    expect(sent('no_token')).toBe(`${verifying}${parts}`)
    expect(sent('no_token', 'fetched')).toBe(`${verifying}oidc: malformed jwt: ${parts}`)
    expect(sent('unknown_key')).toBe(`${verifying}no known key successfully validated the token signature`)
    expect(sent('unknown_key', 'fetched')).toBe(`${verifying}failed to verify id token signature`)
  })

  it('refuses a disabled entity with 403', () => {
    expect(login({}, {}, { entityDisabled: true })).toMatchObject({ status: 403, reported: ['permission denied'] })
  })

  it('never gives root, and answers 500 for an alias without a name', () => {
    expect(login({ token_policies: 'app,Root' }).reported).toEqual(['auth methods cannot create root tokens'])
    expect(login({}, { project_id: '' })).toMatchObject({ status: 500, reported: ['missing name in alias'] })
  })

  it('maps the audience on Vault only', () => {
    const role = { claim_mappings: { aud: 'aud' } }
    expect(login(role).reported).toEqual(["error converting claim 'aud' to string"])
    expect(login(role, {}, { flavour: 'vault 1.21.0' }).token?.metadata).toEqual({ aud: 'v', role: 'app' })
  })

  it('fills policy names from claims on OpenBao', () => {
    const role = { token_policies: ['p-{{.project_id}}'], token_policies_template_claims: true }
    expect(login(role).token?.policies).toEqual(['default', 'p-22'])
  })

  it('allows exactly where no reason is given', () => {
    const value = fc.constantFrom('a', 'b', 1, true, null)
    const names = fc.constantFrom('ref', 'sub', 'environment')
    fc.assert(
      fc.property(fc.dictionary(names, value), fc.dictionary(names, value), (bound, change) => {
        const verdict = login({ bound_claims: bound }, change)
        expect(verdict.allowed).toBe(verdict.failing.length === 0)
        expect(verdict.reported.length > 0).toBe(!verdict.allowed)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from './decode-field'
import { evaluateRoleWrite } from './evaluate-role-write'
import { ExactNumber } from './exact-json'
import { type Flavour, flavourOf } from './flavour'

function flavour(text: string): Flavour {
  const found = flavourOf(text)
  if (!found) throw new Error(text)
  return found
}

const openbao = flavour('openbao 2.4.0')
const vault = flavour('vault 1.21.0')
const good: JsonObject = { role_type: 'jwt', user_claim: 'project_id', bound_audiences: 'v' }

const errors = (role: JsonObject, name = 'app', by = openbao) => evaluateRoleWrite(role, name, by).errors

describe('evaluateRoleWrite', () => {
  it('accepts a role, with lists from texts and defaults for what is left out', () => {
    const verdict = evaluateRoleWrite({ ...good, token_policies: 'a, B', token_ttl: '5m' }, 'app', openbao)
    expect(verdict).toMatchObject({
      allowed: true,
      written: { type: 'jwt', policies: ['a', 'B'], ttl: 300, clockSkewLeeway: 0, boundClaimsType: 'string' },
    })
  })

  it.each<[JsonObject, string]>([
    [{ role_type: 'JWT' }, "invalid 'role_type': JWT"],
    [{ role_type: null }, "'allowed_redirect_uris' must be set if 'role_type' is 'oidc' or unspecified."],
    [{ token_type: 'x' }, 'invalid \'token_type\' value "x"'],
    [{ token_num_uses: -1 }, "'token_num_uses' cannot be negative"],
    [
      { token_type: 'batch', token_period: 60 },
      "'token_type' cannot be 'batch' or 'default_batch' when set to generate periodic tokens",
    ],
    [{ token_ttl: 120, token_max_ttl: 60 }, "'token_ttl' cannot be greater than 'token_max_ttl'"],
    [{ ttl: 120, max_ttl: 60 }, 'ttl should not be greater than max ttl'],
    [
      { token_period: '800h' },
      "'period' of '\"800h0m0s\"' is greater than the backend's maximum lease TTL of '\"768h0m0s\"'",
    ],
    [{ bound_claims_type: 'regex' }, "invalid 'bound_claims_type': regex"],
    [{ bound_claims_type: 'glob', bound_claims: { a: true } }, 'claim is not a string: true'],
    [{ bound_claims_type: 'glob', bound_claims: { a: { b: 1 } } }, 'claim is not a string or list: map[b:1]'],
    [{ claim_mappings: { ref: 'role' } }, 'metadata key "role" is reserved and may not be a mapping destination'],
    [{ claim_mappings: { a: 'x', b: 'x' } }, 'multiple keys are mapped to metadata key "x"'],
    [{ user_claim: '' }, 'a user claim must be defined on the role'],
    [{ bound_audiences: [] }, 'must have at least one bound constraint when creating/updating a role'],
    [{ token_ttl: -5 }, 'error converting input for field "token_ttl": cannot provide negative value \'-5\''],
    [
      { token_bound_cidrs: 'x' },
      'error parsing address "x": Unable to convert "x" to an IPv4 or IPv6 address, or a UNIX Socket',
    ],
  ])('refuses %j as the server does', (change, error) => {
    expect(errors({ ...good, ...change })).toEqual([error])
  })

  it('names every text where the server goes through fields or claims in random order', () => {
    const bound = { a: 1, b: new ExactNumber('1.0') }
    expect(errors({ ...good, bound_claims_type: 'glob', bound_claims: bound })).toEqual([
      'claim is not a string: 1',
      'claim is not a string: 1.0',
    ])
    expect(errors({ ...good, user_claim: {}, token_num_uses: 'x' })).toHaveLength(2)
  })

  it('words what cannot be converted as the library of each server does', () => {
    const role = { ...good, user_claim: { a: 1 } }
    const expected = "'' expected type 'string', got unconvertible type 'map[string]interface {}'"
    expect(errors(role)).toEqual([`error converting input for field "user_claim": ${expected}`])
    expect(errors(role, 'app', vault)).toEqual([
      `error converting input for field "user_claim": ${expected}, value: 'map[a:1]'`,
    ])
  })

  it('knows fields of OpenBao that Vault ignores', () => {
    expect(errors({ ...good, callback_mode: 'x' })).toEqual(["invalid 'callback_mode': x"])
    expect(errors({ ...good, callback_mode: 'x' }, 'app', vault)).toEqual([])
  })

  it.each(['a/b', '-a', 'a-', 'é', 'a b'])('has no address for the name %j', (name) => {
    expect(errors(good, name)).toEqual(['1 error occurred:\n\t* unsupported path\n\n'])
  })

  it('refuses names that lead elsewhere', () => {
    expect(errors(good, 'a..b')).toEqual(['relative paths not supported'])
    expect(errors(good, '')).toEqual(["cannot write to a path ending in '/'"])
  })

  it('either gives errors or a written role, whatever the body', () => {
    const body = fc.dictionary(
      fc.constantFrom('user_claim', 'bound_claims', 'token_ttl', 'claim_mappings'),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(body, (change) => {
        const role: JsonObject = JSON.parse(JSON.stringify({ ...good, ...change }))
        const verdict = evaluateRoleWrite(role, 'app', openbao)
        expect(verdict.allowed).toBe(verdict.errors.length === 0)
      }),
    )
  })
})

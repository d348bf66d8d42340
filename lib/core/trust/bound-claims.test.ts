import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BoundClaims, type Claims, type ClaimValue, getClaim, validateBoundClaims } from './bound-claims'

describe('validateBoundClaims', () => {
  it.each<[BoundClaims, Claims, boolean]>([
    [{ ref_protected: 'true' }, { ref_protected: 'true' }, true],
    [{ ref_protected: true }, { ref_protected: 'true' }, false],
    [{ runner_id: '1' }, { runner_id: 1 }, false],
    [{ runner_id: 1 }, { runner_id: 1 }, true],
    [{ runner_id: 1 }, { runner_id: 1.9 }, true],
    [{ list: 1 }, { list: [1] }, false],
    [{ environment: ['a', 'b'] }, { environment: 'b' }, true],
    [{ environment: [] }, { environment: 'b' }, false],
    [{ groups_direct: 'a' }, { groups_direct: ['b', 'a'] }, true],
    [{ environment: 'review/*' }, { environment: 'review/x' }, false],
    [{ '/user_identities/0/provider': 'saml' }, { user_identities: [{ provider: 'saml' }] }, true],
    [{ 'a.b': 'x' }, { a: { b: 'x' } }, false],
    [{ ref: 'Main' }, { ref: 'main' }, false],
    [{}, {}, true],
  ])('%j against the claims %j is %s', (bound, claims, ok) => {
    expect(validateBoundClaims('string', bound, claims).ok).toBe(ok)
  })

  it('reads every bound string as a glob in glob mode, and lets no other type match', () => {
    const claims = { project_id: '12', environment: 'review/a/b', runner_id: 7 }
    expect(validateBoundClaims('glob', { project_id: '12', environment: 'review/*' }, claims).ok).toBe(true)
    expect(validateBoundClaims('glob', { project_id: '1*' }, claims).ok).toBe(true)
    expect(validateBoundClaims('glob', { runner_id: '*' }, claims).ok).toBe(false)
  })

  it('gives all failing claims by name, in Vault’s words', () => {
    const bound = { sub: 'x', environment: 'production', job_config: 'a' }
    const result = validateBoundClaims('string', bound, { sub: 'y', job_config: { url: 'u' } })
    expect(result).toEqual({
      ok: false,
      failing: [
        {
          claim: 'environment',
          want: 'production',
          got: undefined,
          reason: 'claim "environment" is missing',
          panics: false,
        },
        {
          claim: 'job_config',
          want: 'a',
          got: { url: 'u' },
          reason: 'received claim is not a string, bool, int or list: map[url:u]',
          panics: false,
        },
        {
          claim: 'sub',
          want: 'x',
          got: 'y',
          reason: 'claim "sub" does not match any associated bound claim values',
          panics: false,
        },
      ],
    })
  })

  it('knows that the server panics over two lists or two objects, unless an earlier pair matches', () => {
    const panics = (want: ClaimValue, got: ClaimValue) =>
      validateBoundClaims('string', { a: want }, { a: got }).failing.map((one) => one.panics)
    expect(panics(['x', ['y']], [['y']])).toEqual([true])
    expect(panics([{ b: 1 }], [{ b: 1 }])).toEqual([true])
    expect(panics([{ b: 1 }], [['y'], 'x'])).toEqual([false])
    expect(panics(['x', ['y']], ['x', ['y']])).toEqual([])
  })

  it('accepts exactly the tokens that satisfy each bound claim by itself', () => {
    const value = fc.constantFrom('a', 'b', 'true', '')
    const claims = fc.dictionary(fc.constantFrom('ref', 'sub', 'environment'), value)
    const bound = fc.dictionary(fc.constantFrom('ref', 'sub', 'environment'), fc.oneof(value, fc.array(value)))
    fc.assert(
      fc.property(bound, claims, (wanted, got) => {
        const each = Object.entries(wanted).every(([name, want]) => {
          const found = got[name]
          return found !== undefined && [want].flat().includes(found)
        })
        expect(validateBoundClaims('string', wanted, got).ok).toBe(each)
      }),
    )
  })
})

describe('getClaim', () => {
  it('follows a JSON pointer with its escapes, and finds nothing inherited', () => {
    expect(getClaim({ 'a/b': { '~': ['x'] } }, '/a~1b/~0/0')).toBe('x')
    expect(getClaim({ a: ['x'] }, '/a/00')).toBe('x')
    expect(getClaim({ a: ['x'] }, '/a/1')).toBeUndefined()
    expect(getClaim({ a: 'x' }, '/a/b')).toBeUndefined()
    expect(getClaim({}, 'constructor')).toBeUndefined()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareSpecificity, matchesScope, scopeCovers, scopesOverlap } from './environment-scope'

const glob = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '-'), maxLength: 7 })
const name = fc.string({ unit: fc.constantFrom('a', 'b', '/', '-'), maxLength: 7 })
const hostileName = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('*'))

function asRegExp(scope: string): RegExp {
  const parts = scope.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 'su')
}

describe('matchesScope', () => {
  it('lets only * reach a job without an environment', () => {
    expect(matchesScope('*', null)).toBe(true)
    expect(matchesScope('production', null)).toBe(false)
    expect(matchesScope('**', null)).toBe(false)
  })

  it('lets a wildcard span slashes and nothing, and minds case', () => {
    expect(matchesScope('review/*', 'review/a/b')).toBe(true)
    expect(matchesScope('review/*', 'review/')).toBe(true)
    expect(matchesScope('review/*', 'review')).toBe(false)
    expect(matchesScope('Production', 'production')).toBe(false)
  })

  it('treats no character but * as special, SQL and regex ones included', () => {
    expect(matchesScope('prod_', 'prodx')).toBe(false)
    expect(matchesScope('prod%', 'production')).toBe(false)
    expect(matchesScope('prod.', 'prodx')).toBe(false)
  })

  it('agrees with a regular expression', () => {
    fc.assert(
      fc.property(glob, fc.oneof(name, hostileName), (scope, environment) => {
        expect(matchesScope(scope, environment)).toBe(asRegExp(scope).test(environment))
      }),
      { numRuns: 5000 },
    )
  })
})

describe('compareSpecificity', () => {
  it('puts the exact name before a wildcard before *', () => {
    const scopes = ['*', 'prod*', 'production']
    expect(scopes.sort((a, b) => compareSpecificity(a, b, 'production'))).toEqual(['production', 'prod*', '*'])
  })

  it('has no preference between two wildcards, as GitLab has none', () => {
    expect(compareSpecificity('review/*', 'review/feat-*', 'review/feat-1')).toBe(0)
  })
})

describe('scopeCovers and scopesOverlap', () => {
  it('say what a pattern environment can meet', () => {
    expect(scopeCovers('review/*', 'review/feat-*')).toBe(true)
    expect(scopeCovers('review/feat-*', 'review/*')).toBe(false)
    expect(scopesOverlap('review/feat-*', 'review/*')).toBe(true)
    expect(scopesOverlap('*-eu', 'review/*')).toBe(true)
    expect(scopesOverlap('production', 'review/*')).toBe(false)
  })

  it('never contradict a name that exists', () => {
    fc.assert(
      fc.property(glob, glob, name, (a, b, environment) => {
        const inA = matchesScope(a, environment)
        const inB = matchesScope(b, environment)
        if (inA && inB) expect(scopesOverlap(a, b)).toBe(true)
        if (scopeCovers(a, b) && inB) expect(inA).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })

  it('overlap is symmetric, and what covers a scope overlaps it', () => {
    fc.assert(
      fc.property(glob, glob, (a, b) => {
        expect(scopesOverlap(a, b)).toBe(scopesOverlap(b, a))
        if (scopeCovers(a, b)) expect(scopesOverlap(a, b)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import type { Environment } from '@/lib/core/inventory/estate'
import { guessTier, isProduction } from './environment-tier'

const name = (text: string) => ({ kind: 'name', name: text }) as const
const pattern = (text: string) => ({ kind: 'pattern', pattern: text }) as const
const live: Environment[] = [{ name: 'blue/1', tier: 'production', available: true }]

describe('isProduction', () => {
  it('believes a declaration first, the exact name before a glob', () => {
    const declared = [
      { name: 'blue/*', tier: 'staging' },
      { name: 'blue/1', tier: 'production' },
    ] as const
    expect(isProduction(name('blue/1'), null, [...declared])).toBe(true)
    expect(isProduction(name('blue/2'), null, [...declared])).toBe(false)
    expect(isProduction(name('blue/1'), live, [declared[0]])).toBe(false)
    expect(isProduction(pattern('blue/1*'), live, [declared[0]])).toBe(false)
  })

  it('believes GitLab next, and of a pattern any environment that it matches', () => {
    expect(isProduction(name('blue/1'), live, [])).toBe(true)
    expect(isProduction(pattern('blue/*'), live, [])).toBe(true)
    expect(isProduction(pattern('green/*'), live, [])).toBe(false)
  })

  it('guesses as GitLab does for an environment that was never deployed', () => {
    expect(isProduction(name('Production'), [], [])).toBe(true)
    expect(isProduction(name('preprod'), null, [])).toBe(false)
    expect(isProduction(pattern('prod-*'), null, [])).toBe(true)
  })

  it('never takes a job without an environment for production', () => {
    expect(isProduction({ kind: 'none' }, live, [{ name: '*', tier: 'production' }])).toBe(false)
  })
})

describe('guessTier', () => {
  it.each([
    ['review/x', 'development'],
    ['acceptance', 'testing'],
    ['stage', 'staging'],
    ['live', 'production'],
    ['prd', 'production'],
    ['canary', 'other'],
  ])('%s is %s', (text, tier) => {
    expect(guessTier(text)).toBe(tier)
  })
})

// What a page says of a check: clocks, keys, login, and which parts are unknown.
import { describe, expect, it } from 'vitest'
import {
  checkFacts,
  connectionState,
  couldReadValues,
  isUnencrypted,
  unknownParts,
  unknownWords,
} from './vault-check-words'
import type { LiveVault, VaultCheck } from './vault-reading'

const check: VaultCheck = {
  at: '2026-11-25T10:00:00.000Z',
  problem: null,
  flavour: 'openbao',
  version: '2.4.0',
  sealed: false,
  clockSkew: 0,
  gitlabClockSkew: 0,
  login: 'token',
  tokenPolicies: ['cutover'],
  tokenTtl: 30 * 86_400,
  reachesKeys: true,
  capabilities: {},
}
const denied = { known: false, why: 'permission_denied' } as const
const live: LiveVault = {
  readAt: check.at,
  mounts: { known: true, value: [] },
  authMounts: { known: true, value: [] },
  authConfig: { known: true, value: null },
  roleNames: { known: true, value: [] },
  roles: { a: { known: true, value: null } },
  policyNames: { known: true, value: [] },
  policies: {},
  fields: {},
}
const fact = (name: string, change: Partial<VaultCheck> = {}) =>
  checkFacts({ ...check, ...change }).find((one) => one.name === name)

describe('the clock', () => {
  it.each([
    [0, 0, 'good', 'equal to Cutover’s, equal to GitLab’s'],
    [100, 100, 'good', '100 s ahead of Cutover’s, equal to GitLab’s'],
    [30, 0, 'good', '30 s ahead of Cutover’s, 30 s ahead of GitLab’s'],
    [0, 31, 'warning', 'equal to Cutover’s, 31 s behind GitLab’s: logins fail from 60 s on'],
    [-40, null, 'warning', '40 s behind Cutover’s; GitLab’s is not known'],
  ])('of the server at %i s and of GitLab at %s s is %s', (clockSkew, gitlabClockSkew, state, text) => {
    expect(fact('Clock', { clockSkew, gitlabClockSkew })).toEqual({ name: 'Clock', state, text })
  })
})

describe('the other facts', () => {
  it('say the product with its version, and what is not known as such', () => {
    expect(fact('Server')).toMatchObject({ text: 'OpenBao 2.4.0', state: 'good' })
    const nothing = { flavour: null, version: null, sealed: null, clockSkew: null, login: null, reachesKeys: null }
    expect(checkFacts({ ...check, ...nothing }).map(({ state }) => state)).toEqual(Array(5).fill('unknown'))
  })

  it('warn of a root token and of one that ends within a day, but not of one that AppRole makes each time', () => {
    expect(fact('Login', { tokenPolicies: ['root'], tokenTtl: null })).toMatchObject({
      state: 'warning',
      text: 'token, policies root: more than Cutover needs',
    })
    expect(fact('Login', { tokenTtl: 3600 })).toMatchObject({
      state: 'warning',
      text: 'token, policies cutover, ends in 60 min',
    })
    expect(fact('Login', { tokenTtl: 300, login: 'approle' })).toMatchObject({
      state: 'good',
      text: 'AppRole, policies cutover',
    })
  })

  it('name keys that the server cannot read as what keeps every job out', () => {
    expect(fact('GitLab’s keys', { reachesKeys: false })).toMatchObject({ state: 'problem' })
    expect(fact('GitLab’s keys', { reachesKeys: null })).toMatchObject({ state: 'unknown' })
  })

  it('name the values that the token could read', () => {
    const capabilities = {
      'kv/data/a': ['read'],
      'kv/subkeys/a': ['read'],
      'kv/data/b': ['deny'],
      'kv2/data/c': ['root'],
    }
    expect(couldReadValues({ ...check, capabilities })).toEqual(['kv/data/a', 'kv2/data/c'])
  })
})

describe('an address', () => {
  it.each([
    ['http://vault.example.com:8200', true],
    ['http://127.0.0.1.example.com', true],
    ['https://vault.example.com', false],
    ['http://127.0.0.1:8200', false],
    ['http://[::1]:8200', false],
    ['no address', false],
  ])('%s sends the token unencrypted over a network: %s', (address, is) => {
    expect(isUnencrypted(address)).toBe(is)
  })
})

describe('the state of a connection', () => {
  const state = (change: Partial<VaultCheck>, some: LiveVault | null = live) =>
    connectionState({ check: { ...check, ...change }, live: some, unknownSince: null }).state

  it('is never “missing”: what could not be read is unknown', () => {
    expect(state({})).toBe('connected')
    expect(state({}, { ...live, roles: { a: denied } })).toBe('partly')
    expect(state({ problem: 'sealed' })).toBe('unknown')
    expect(state({ problem: 'not_connected' })).toBe('unknown')
    expect(state({ problem: 'not_connected' }, null)).toBe('not_connected')
    expect(connectionState(null).state).toBe('not_connected')
    expect(Object.values(unknownWords).filter(({ word }) => /missing/.test(word))).toEqual([])
  })

  it('counts what is unknown by part and reason', () => {
    const some = {
      ...live,
      mounts: denied,
      roles: { a: denied, b: denied, c: { known: false, why: 'server_error' } as const },
    }
    expect(unknownParts(some)).toEqual([
      { part: 'the mounts', count: 1, why: 'permission_denied' },
      { part: 'roles', count: 2, why: 'permission_denied' },
      { part: 'roles', count: 1, why: 'server_error' },
    ])
  })
})

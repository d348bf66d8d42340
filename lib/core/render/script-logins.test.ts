// Tests of what a login needs where a script makes it, from the rules to policy and role.
import { describe, expect, test } from 'vitest'
import { exampleEstate, exampleProject, exampleRules } from '@/lib/core/mapping/example-estate'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { bindingRecord } from './binding-record'
import { bindingTable } from './binding-table'
import { makePlan } from './make-plan'
import { renderRole } from './role-json'
import { renderPolicy } from './vault-policy'

const mounts = [
  { vault: 'main', path: 'kv', engine: 'kv-v2' as const },
  { vault: 'main', path: 'db', engine: 'database' as const },
  { vault: 'main', path: 'transit', engine: 'transit' as const },
]
const jobs = { 'shop/api': [{ name: 'deploy', environment: 'production' }] }
const readers = ['shop/api:deploy']
const keys = ['API_KEY', 'DB_USER', 'DB_PASSWORD', 'SIGNING_KEY']

function planFor(wanted: string[], tier: 'free' | 'premium' | 'unknown', more: Partial<RulesFile> = {}) {
  const variables = keys
    .filter((key) => wanted.includes(key))
    .map((key) => ({ key, environmentScope: 'production', readers }))
  const example = exampleEstate([exampleProject(12, 'shop/api')], jobs, variables)
  const rules = exampleRules({
    mounts,
    tiers: [{ group: 'shop', tier }],
    rules: [
      { match: { key: 'DB_*' }, target: { mount: 'db' } },
      { match: { key: 'SIGNING_KEY' }, target: { mount: 'transit', path: 'sign/release' } },
      { match: {}, target: { mount: 'kv' } },
    ],
    ...more,
  })
  const plan = makePlan({ ...example, rules, today: '2026-11-25' })
  const [role] = plan.roles
  const [vault] = rules.vaults
  if (role === undefined || vault === undefined) throw new Error('There is one role')
  const flags = bindingTable({ plan, estate: example.estate }).map((row) => {
    return [row.key, bindingRecord(row).flags.some(({ code }) => code === 'not_masked')]
  })
  const body: Record<string, unknown> = JSON.parse(renderRole(role, vault))
  return { plan, role, body, flags: Object.fromEntries(flags) }
}

const revoke = 'path "auth/token/revoke-self" {\n  capabilities = ["update"]\n}'

describe('with Premium', () => {
  test('a job that reads by secrets: alone gets the short life and no more policies', () => {
    const { plan, role, body, flags } = planFor(['API_KEY'], 'premium')
    expect(role.policies).toEqual(['cutover-12-production-protected'])
    expect(plan.policies).toHaveLength(1)
    expect(body).toMatchObject({ token_ttl: 300, token_explicit_max_ttl: 300, token_no_default_policy: true })
    expect(flags).toEqual({ API_KEY: false })
  })

  test('a lease gets a token that lives as long as the job and may revoke itself; its values are not masked', () => {
    const { plan, role, body, flags } = planFor(['API_KEY', 'DB_USER', 'DB_PASSWORD'], 'premium')
    expect(role.policies).toEqual(['cutover-12-production-protected', 'cutover-revoke-self'])
    expect(body).toMatchObject({ token_ttl: 3600, token_max_ttl: 3600, token_explicit_max_ttl: 3600 })
    const own = plan.policies.find(({ name }) => name === 'cutover-12-production-protected')
    expect(own?.paths.map(({ path }) => path)).toEqual([
      'db/creds/cutover-12-production',
      'kv/data/shop/api/production/protected',
    ])
    const shared = plan.policies.find(({ name }) => name === 'cutover-revoke-self')
    expect(shared && renderPolicy(shared)).toContain(revoke)
    expect(flags).toEqual({ API_KEY: false, DB_USER: true, DB_PASSWORD: true })
  })

  test('transit is written to, on exactly its key', () => {
    const { plan, body } = planFor(['SIGNING_KEY'], 'premium')
    const own = plan.policies.find(({ name }) => name === 'cutover-12-production-protected')
    expect(own && renderPolicy(own)).toContain('path "transit/sign/release" {\n  capabilities = ["update"]\n}')
    expect(body.token_ttl).toBe(3600)
  })
})

test.each(['free', 'unknown'] as const)('on tier %s a script may read, so the token may revoke itself', (tier) => {
  const { role, body, flags } = planFor(['API_KEY'], tier)
  expect(role.policies).toContain('cutover-revoke-self')
  expect(body.token_ttl).toBe(300)
  expect(flags).toEqual({ API_KEY: tier === 'free' })
})

test('a policy that people named alike keeps its name', () => {
  const rules = [{ match: {}, target: { mount: 'kv' }, policy: 'cutover-revoke-self' }]
  const { plan, role } = planFor(['API_KEY'], 'free', { rules })
  expect(role.policies).toEqual(['cutover-revoke-self', 'cutover-revoke-self-2'])
  expect(plan.policies.map(({ name, paths }) => [name, paths.length])).toEqual([
    ['cutover-revoke-self', 1],
    ['cutover-revoke-self-2', 0],
  ])
})

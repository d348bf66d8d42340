// Tests of the policy text with Terraform's own HCL parser.
import { parse } from '@cdktf/hcl2json'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { variableId } from '@/lib/core/inventory/variable'
import type { Policy } from '@/lib/core/mapping/plan'
import { isExactPath, renderPolicy } from './vault-policy'

const id = variableId({
  level: 'project',
  owner: 'shop/api',
  key: 'DB_PASSWORD',
  environmentScope: 'production',
  scheduleId: null,
})

const policy: Policy = {
  name: 'p22-production',
  vault: 'main',
  owner: { level: 'project', path: 'shop/api' },
  environment: { kind: 'name', name: 'production' },
  paths: [{ path: 'secret/data/shop/api/production', variableIds: [id] }],
}

test('a policy grants read on its path and says which variable needs it', () => {
  expect(renderPolicy(policy)).toBe(`# Policy p22-production in main: project shop/api, production.
# Grants read on exactly the paths that jobs read, and nothing else.

# DB_PASSWORD (project shop/api, scope production)
path "secret/data/shop/api/production" {
  capabilities = ["read"]
}
`)
})

test.each([
  'secret/data/*',
  'secret/+/x',
  'secret/data/{{identity.entity.id}}',
  '',
])('a path that Vault would read as a pattern is never rendered: %s', (path) => {
  expect(() => renderPolicy({ ...policy, paths: [{ path, variableIds: [id] }] })).toThrow(RangeError)
})

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom('"', '\\', '\n', '\r', '${', '%{', '#', '}', '//', '/*', '$', 'a', '\u2028', '\0', 'path "x" {'),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join('')),
)

test('whatever names come from GitLab, the policy parses and holds exactly the meant paths', async () => {
  const sample = fc.tuple(fc.array(hostile.filter(isExactPath), { minLength: 1, maxLength: 3 }), hostile, hostile)
  await fc.assert(
    fc.asyncProperty(sample, async ([paths, key, owner]) => {
      const meant = [...new Set(paths.map((path) => path.normalize('NFC')))].filter(isExactPath)
      const text = renderPolicy({
        ...policy,
        name: owner,
        owner: { level: 'project', path: owner },
        environment: { kind: 'not_static', text: key },
        paths: meant.map((path) => ({ path, variableIds: [JSON.stringify(['project', owner, key, '*']), key] })),
      })
      const read: unknown = await parse('policy.tf', text)
      const block = [{ capabilities: ['read'] }]
      expect(read).toEqual(meant.length === 0 ? {} : { path: Object.fromEntries(meant.map((path) => [path, block])) })
    }),
    { numRuns: 10_000 },
  )
})

test('a transit key is written to, and a token may revoke itself where the policy says so', async () => {
  const paths = [{ path: 'transit/sign/release', variableIds: [id], capability: 'update' as const }]
  const read: unknown = await parse('policy.tf', renderPolicy({ ...policy, paths, revokesToken: true }))
  const block = [{ capabilities: ['update'] }]
  expect(read).toEqual({ path: { 'transit/sign/release': block, 'auth/token/revoke-self': block } })
})

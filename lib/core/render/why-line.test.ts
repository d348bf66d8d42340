// Tests of the reasons beside generated lines.
import { expect, test } from 'vitest'
import { jobPlan, policy, role, rules } from './render-fixture'
import { renderRole } from './role-json'
import { renderPolicy } from './vault-policy'
import { whyCiFile, whyPolicy, whyRole } from './why-line'

const [vault] = rules.vaults
if (vault === undefined) throw new Error('the fixture has no vault')

test('each path of a policy says which variables need it', () => {
  const [why] = whyPolicy(policy)
  expect(renderPolicy(policy).split('\n')[(why?.line ?? 0) - 1]).toBe('path "secret/data/shop/api/production" {')
  expect(why?.text).toContain('DB_PASSWORD (project shop/api, scope production)')
})

test('each bound claim of a role has its reason on its own line', () => {
  const lines = renderRole(role, vault).split('\n')
  const reasons = whyRole(role, vault).map(({ line, text }) => [lines[line - 1]?.trim().split(':')[0], text])
  expect(reasons).toContainEqual(['"project_id"', expect.stringContaining('Only jobs of shop/api')])
  expect(reasons).toContainEqual(['"environment"', 'Only jobs that deploy to production.'])
  expect(reasons.map(([key]) => key)).not.toContain('"groups_claim"')
})

test('each generated entry of a job has its reason', () => {
  const text = `deploy:
  id_tokens:
    VAULT_ID_TOKEN:
      aud: https://vault.example.com
  secrets:
    DB_PASSWORD:
      vault: shop/api/production/DB_PASSWORD@secret
  variables:
    VAULT_SERVER_URL: https://vault.example.com
    VAULT_AUTH_ROLE: p22-production
`
  expect(whyCiFile('.gitlab/cutover.yml', text, [jobPlan()]).map(({ line }) => line)).toEqual([3, 6, 9, 10])
})

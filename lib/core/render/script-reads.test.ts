// Paths that scripts read: found, shown with the role, and granted only where the mapping says so.
import { expect, test } from 'vitest'
import { exampleEstate, exampleProject, exampleRules } from '@/lib/core/mapping/example-estate'
import type { VaultPathSource } from '@/lib/core/mapping/rules-file'
import { makePlan } from './make-plan'
import { scriptReadRows } from './script-reads'
import { renderPolicy } from './vault-policy'

const accepted: VaultPathSource = {
  kind: 'vault-path',
  project: 'shop/api',
  job: 'deploy',
  vault: 'main',
  mount: 'kv',
  path: 'infra/x',
}
const read = { ...accepted, environment: { kind: 'none' as const }, field: null, evidence: [], path: 'kv/infra/x' }

function made(sources: VaultPathSource[]) {
  const example = exampleEstate(
    [exampleProject(12, 'shop/api')],
    { 'shop/api': [{ name: 'deploy', environment: 'production' }, { name: 'other' }] },
    [{ key: 'TOKEN', environmentScope: 'production', readers: ['shop/api:deploy'] }],
  )
  const rules = exampleRules({ rules: [{ match: {}, target: {} }], sources })
  return { rules, plan: makePlan({ ...example, rules, today: '2026-11-25' }) }
}

test('a path is granted to the role of its job only once the mapping says so', () => {
  const before = made([])
  expect(scriptReadRows([read], before.plan, before.rules)).toMatchObject([{ granted: false, accepted: false }])
  const after = made([accepted])
  const [row] = scriptReadRows([read], after.plan, after.rules)
  expect(row).toMatchObject({ granted: true, accepted: true, place: { mount: 'kv', path: 'infra/x' } })
  expect(row?.role).toBe(after.plan.roles[0]?.name)
  const [policy] = after.plan.policies
  expect(policy?.paths.map((one) => one.path)).toEqual(['kv/data/infra/x', 'kv/data/shop/api/production/protected'])
  expect(policy && renderPolicy(policy)).toContain('# script of job deploy\npath "kv/data/infra/x" {')
})

test('a job without a role, a path with a pattern and a mount that is not declared get nothing', () => {
  const { plan, rules } = made([
    { ...accepted, job: 'other' },
    { ...accepted, path: 'infra/*' },
    { ...accepted, path: 'a/+' },
  ])
  expect(plan.policies).toEqual(made([]).plan.policies)
  const rows = scriptReadRows(
    [
      { ...read, job: 'other' },
      { ...read, path: 'kv/$A' },
      { ...read, path: 'x/y' },
    ],
    plan,
    rules,
  )
  expect(rows.map((one) => [one.place?.path ?? null, one.role])).toEqual([
    ['infra/x', null],
    [null, null],
    [null, null],
  ])
})

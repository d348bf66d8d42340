import { describe, expect, it } from 'vitest'
import { exampleEstate, exampleProject, exampleRules } from './example-estate'
import { planMigration } from './plan-migration'

const api = exampleProject(12, 'shop/api')
const production = { name: 'deploy', environment: 'production' }
const today = '2026-11-25'

describe('planMigration', () => {
  it('gives a variable without a rule no place and leaves it open', () => {
    const example = exampleEstate([api], { 'shop/api': [production] }, [{ key: 'TOKEN', readers: ['shop/api:deploy'] }])
    const [variable] = planMigration({ ...example, rules: exampleRules(), today }).variables
    expect(variable).toMatchObject({
      state: 'discovered',
      target: null,
      placements: [],
      decidedBy: { kind: 'nothing' },
    })
  })

  it('places what one empty rule matches by the defaults', () => {
    const example = exampleEstate([api], { 'shop/api': [production] }, [
      { key: 'TOKEN', environmentScope: 'production', readers: ['shop/api:deploy'] },
    ])
    const rules = exampleRules({ rules: [{ match: {}, target: {} }] })
    const [variable] = planMigration({ ...example, rules, today }).variables
    expect(variable).toMatchObject({
      state: 'mapped',
      target: { vault: 'main', mount: 'kv', path: 'shop/api/production/protected', field: 'TOKEN' },
      placements: [{ engine: 'kv-v2', file: false, environment: 'production', protected: true }],
      decidedBy: { kind: 'rule', index: 0 },
      blockers: [],
      warnings: [],
    })
  })
})

import { describe, expect, it } from 'vitest'
import { exampleEstate, exampleProject, exampleRules } from './example-estate'
import { planMigration } from './plan-migration'
import { previewChange } from './preview-change'
import type { RulesFile } from './rules-file'

const example = exampleEstate([exampleProject(1, 'shop/api')], {}, [{ key: 'A' }, { key: 'B' }])

function planned(rest: Partial<RulesFile>) {
  return planMigration({ ...example, rules: exampleRules(rest), today: '2026-11-25' })
}

describe('previewChange', () => {
  it('shows exactly the rows that a rule changes, with state and target before and after', () => {
    const before = planned({})
    const after = planned({ rules: [{ match: { key: 'B' }, target: {} }] })
    expect(previewChange(before, after)).toEqual([
      {
        id: '["project","shop/api","B","*"]',
        from: { state: 'discovered', target: null, blockers: [] },
        to: {
          state: 'mapped',
          target: { vault: 'main', mount: 'kv', path: 'shop/api/any/open', field: 'B' },
          blockers: [],
        },
      },
    ])
    expect(previewChange(after, after)).toEqual([])
  })

  it('shows a row that becomes a file without moving', () => {
    const before = planned({ rules: [{ match: { key: 'B' }, target: {} }] })
    const after = planned({ rules: [{ match: { key: 'B' }, target: { file: true } }] })
    expect(previewChange(before, after).map((row) => row.id)).toEqual(['["project","shop/api","B","*"]'])
  })

  it('shows rows that come or go as null on the other side', () => {
    const before = planned({})
    expect(previewChange(before, { variables: [] }).map((row) => row.to)).toEqual([null, null])
    expect(previewChange({ variables: [] }, before).map((row) => row.from)).toEqual([null, null])
  })
})

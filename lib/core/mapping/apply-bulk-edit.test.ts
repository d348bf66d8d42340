// Hand-made decisions for many variables, put into the rules file.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyBulkEdit, type BulkEdit, type Identity } from './apply-bulk-edit'
import { emptyRules, type RulesFile } from './rules-file'

const one: Identity = { level: 'project', owner: 'payments/ledger', key: 'DB_PASSWORD', scope: '*' }
const other: Identity = { level: 'group', owner: 'payments', key: 'DB_PASSWORD', scope: '*' }
const star = { answer: 'production_only' as const }

describe('applyBulkEdit', () => {
  it('excludes with a reason and takes the hand-made choice away', () => {
    const rules: RulesFile = {
      ...emptyRules,
      choices: [
        { ...one, star },
        { ...other, star },
      ],
    }
    const after = applyBulkEdit(rules, [one], { kind: 'exclude', reason: 'plain', until: '2027-01-31' })
    expect(after.choices).toEqual([{ ...other, star }])
    expect(after.excluded).toEqual([{ ...one, reason: 'plain', until: '2027-01-31' }])
  })

  it('lets an answer keep the target that was chosen before, and ends the exclusion', () => {
    const target = { path: 'shared/{key}' }
    const rules: RulesFile = {
      ...emptyRules,
      choices: [{ ...one, target }],
      excluded: [{ ...one, reason: 'plain', until: null }],
    }
    const after = applyBulkEdit(rules, [one], { kind: 'star', star })
    expect(after.choices).toEqual([{ ...one, target, star }])
    expect(after.excluded).toEqual([])
  })

  it('tells a group’s variable from a project’s of the same name', () => {
    const after = applyBulkEdit(emptyRules, [other], { kind: 'target', target: { mount: 'kv' } })
    expect(after.choices).toEqual([{ ...other, target: { mount: 'kv' } }])
  })

  it('lets a fate end exclusion and choice, and a target end the fate', () => {
    const rules: RulesFile = {
      ...emptyRules,
      choices: [{ ...one, star }],
      excluded: [{ ...one, reason: 'plain', until: null }],
    }
    const replaced = applyBulkEdit(rules, [one], { kind: 'replace', with: 'database_engine', reason: 'a lease' })
    expect(replaced).toMatchObject({ choices: [], excluded: [] })
    expect(replaced.fates).toEqual([{ ...one, fate: 'replace', with: 'database_engine', reason: 'a lease' }])
    const moved = applyBulkEdit(replaced, [one], { kind: 'target', target: { mount: 'kv' } })
    expect(moved).toMatchObject({ fates: [], choices: [{ ...one, target: { mount: 'kv' } }] })
  })

  const identity = fc.record({
    level: fc.constantFrom('project' as const, 'group' as const),
    owner: fc.constantFrom('a', 'a/b'),
    key: fc.constantFrom('K', 'L'),
    scope: fc.constantFrom('*', 'production'),
  })

  const edits = fc.constantFrom<BulkEdit>(
    { kind: 'exclude', reason: 'why', until: null },
    { kind: 'retire', reason: 'why' },
    { kind: 'replace', with: 'job_token', reason: 'why' },
    { kind: 'target', target: { path: 'a' } },
  )

  it('is the same when done twice, and clear takes back what it added', () => {
    fc.assert(
      fc.property(fc.array(identity), edits, (identities, edit) => {
        const once = applyBulkEdit(emptyRules, identities, edit)
        expect(applyBulkEdit(once, identities, edit)).toEqual(once)
        expect(applyBulkEdit(once, identities, { kind: 'clear' })).toEqual(emptyRules)
      }),
    )
  })
})

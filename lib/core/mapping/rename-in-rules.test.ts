// Renames in a rules file: every part that names the path, and nothing else.
import { expect, it } from 'vitest'
import { renameInRules } from './rename-in-rules'
import { emptyRules, type RulesFile } from './rules-file'

const rules: RulesFile = {
  ...emptyRules,
  tiers: [{ group: 'acme', tier: 'premium' }],
  rules: [
    { match: { project: 'acme/api' }, target: {} },
    { match: { group: 'acme' }, target: {} },
    { match: { project: 'acme/*' }, target: {} },
  ],
  choices: [{ level: 'project', owner: 'acme/api', key: 'TOKEN', scope: '*' }],
  excluded: [
    { level: 'schedule', owner: 'acme/api', key: 'NIGHTLY', scope: '*', reason: 'plain' },
    { level: 'group', owner: 'acme', key: 'REGION', scope: '*', reason: 'plain' },
    { level: 'project', owner: 'acme/api-two', key: 'REGION', scope: '*', reason: 'plain' },
  ],
}

it('changes a project where it is named, and no path that only begins alike', () => {
  const found = renameInRules(rules, { kind: 'project', from: 'acme/api', to: 'beta/gateway' })
  expect(found.parts).toBe(3)
  expect(found.rules.rules.map(({ match }) => match.project ?? match.group)).toEqual(['beta/gateway', 'acme', 'acme/*'])
  expect(found.rules.excluded.map(({ owner }) => owner)).toEqual(['beta/gateway', 'acme', 'acme/api-two'])
})

it('changes a group with everything below it, and leaves patterns to people', () => {
  const found = renameInRules(rules, { kind: 'group', from: 'acme', to: 'apex' })
  expect(found.parts).toBe(7)
  expect(found.rules.tiers[0]?.group).toBe('apex')
  expect(found.rules.rules[2]?.match.project).toBe('acme/*')
  expect(found.rules.choices[0]?.owner).toBe('apex/api')
})

it('is undone by the way back', () => {
  const there = renameInRules(rules, { kind: 'group', from: 'acme', to: 'apex' })
  expect(renameInRules(there.rules, { kind: 'group', from: 'apex', to: 'acme' }).rules).toEqual(rules)
})

// Tests of the checklist.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { variableId } from '@/lib/core/inventory/variable'
import { renderChecklist } from './checklist'
import { ciJob, estateOf, id, jobPlan, mapped, planOf, variable } from './render-fixture'

test('a mapped variable has two steps behind it and seven to go, each with its evidence', () => {
  const text = renderChecklist({ plan: planOf(), estate: estateOf() })
  expect(text.match(/^- \[x\] \*\*(\w|-)+/gm)).toEqual(['- [x] **Discovered', '- [x] **Mapped'])
  expect(text.match(/^- \[ \] /gm)).toHaveLength(7)
  expect(text).toContain('## production\n\n### shop/api\n')
  expect(text).toContain(
    '| `DB_PASSWORD (project shop/api, scope production)` | mapped | `secret/shop/api/production DB_PASSWORD` | `deploy` | `p22-production` |',
  )
})

test('the least advanced variable decides what is ticked', () => {
  const other = mapped({ id: '["project","shop/api","OTHER","*"]', state: 'deleted' })
  const entries = planOf().jobs.flatMap((one) => [
    ...one.entries,
    ...one.entries.map((e) => ({ ...e, variableId: other.id })),
  ])
  const jobs = planOf().jobs.map((one) => ({ ...one, entries }))
  const text = renderChecklist({ plan: planOf({ jobs, variables: [mapped(), other] }), estate: estateOf() })
  expect(text.match(/^- \[x\] /gm)).toHaveLength(2)
})

test('what blocks a variable stands with its recipe, and what was not read is said', () => {
  const blocked = mapped({
    state: 'blocked',
    blockers: [{ code: 'used_in_rules', detail: 'Line 3 of a|b.', evidence: [] }],
  })
  const estate = estateOf()
  estate.gaps.push({ subject: 'project', path: 'shop/web', part: 'ci_config', reason: 'forbidden' })
  const text = renderChecklist({ plan: planOf({ variables: [blocked], jobs: [] }), estate })
  expect(text).toContain('## Not planned\n\n- `DB_PASSWORD (project shop/api, scope production)`: used_in_rules\n')
  expect(text).toContain('  - `used_in_rules`: Line 3 of a\\|b. GitLab reads `rules` before a job exists')
  expect(text).toContain('- project shop/web: ci config (forbidden)')
})

test('an excluded variable stands with its reason, escaped', () => {
  const excluded = mapped({ id, variable, decidedBy: { kind: 'excluded', reason: '<b>plain</b>', until: null } })
  const text = renderChecklist({ plan: planOf({ variables: [excluded], jobs: [] }), estate: estateOf() })
  expect(text).toContain(': excluded\\: \\<b\\>plain\\</b\\>')
})

test('retired and replaced variables have a part of their own, with steps and what proves them', () => {
  const retired = mapped({ id, variable, state: 'retired', uses: 0, decidedBy: { kind: 'retire', reason: 'old|one' } })
  const text = renderChecklist({ plan: planOf({ variables: [retired], jobs: [] }), estate: estateOf() })
  expect(text).toContain('## Retired and replaced\n\n### Retire\n\n')
  expect(text).toContain('`DB_PASSWORD (project shop/api, scope production)` (0 jobs): old\\|one')
  expect(text).toContain('- [ ] Done when: Pipelines stayed green')
  expect(text).not.toContain('## Not planned')
})

test('whatever the names are, no line and no tick is added', () => {
  const hostile = fc
    .array(fc.constantFrom('|', '\n', '\r', '`', '\\', '# x', '- [x] **Done', '<b>', '\u2028', 'a'), { minLength: 1 })
    .map((parts) => parts.join(''))
  const lines = renderChecklist({ plan: planOf(), estate: estateOf() }).split('\n').length
  fc.assert(
    fc.property(hostile, (name) => {
      const bad = variableId({ ...variable, owner: name, key: name })
      const jobs = planOf().jobs.map((one) => ({
        ...one,
        project: name,
        role: name,
        job: ciJob({ name, environment: { kind: 'name', name } }),
        entries: one.entries.map((entry) => ({ ...entry, variableId: bad, key: name })),
      }))
      const text = renderChecklist({ plan: planOf({ jobs, variables: [mapped({ id: bad })] }), estate: estateOf() })
      expect(text.split('\n')).toHaveLength(lines)
      expect(text.match(/^- \[x\] /gm)).toHaveLength(2)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['script', /By hand \(`manual_step`\): GitLab Free .* parts of `deploy`/],
  ['undecided', /First: declare the licence tier/],
] as const)('delivery %s is said with its jobs', (delivery, line) => {
  const plan = planOf({ jobs: [jobPlan({ delivery })] })
  expect(renderChecklist({ plan, estate: estateOf() })).toMatch(line)
  expect(renderChecklist({ plan: planOf(), estate: estateOf() })).not.toMatch(line)
})

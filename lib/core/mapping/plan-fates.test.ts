// Variables that do not move: retired where that is known to be safe, replaced with what takes their place.
import { describe, expect, it } from 'vitest'
import { type ExampleJob, type ExampleVariable, exampleEstate, exampleProject, exampleRules } from './example-estate'
import { fateSteps } from './fate-steps'
import { planMigration } from './plan-migration'
import { replacements } from './replacements'
import type { RulesFile } from './rules-file'

const jobs: Record<string, ExampleJob[]> = { 'shop/api': [{ name: 'deploy', environment: 'production' }] }
const own = { level: 'project', owner: 'shop/api', key: 'A', scope: '*' } as const
const retire = { fates: [{ ...own, fate: 'retire' as const, reason: 'nobody knows it' }] }

function plan(variable: Partial<ExampleVariable>, rules: Partial<RulesFile>) {
  const example = exampleEstate([exampleProject(12, 'shop/api')], jobs, [{ key: 'A', ...variable }])
  const all = { rules: [{ match: {}, target: {} }] }
  return planMigration({ ...example, rules: exampleRules({ ...all, ...rules }), today: '2026-11-25' }).variables[0]
}

describe('a variable that is to be retired', () => {
  it('is retired where every configuration was read and none names it', () => {
    expect(plan({}, retire)).toMatchObject({
      state: 'retired',
      target: null,
      placements: [],
      blockers: [],
      decidedBy: { kind: 'retire', reason: 'nobody knows it' },
    })
  })

  it('is blocked while a job names it, with the line', () => {
    const variable = plan({ readers: ['shop/api:deploy'] }, retire)
    expect(variable?.state).toBe('blocked')
    expect(variable?.blockers).toMatchObject([
      { code: 'retire_in_use', detail: 'Used by deploy of shop/api', evidence: [{ line: 7 }] },
    ])
  })

  it('is blocked while its uses are unknown: absence is never inferred', () => {
    const unknown = ['shop/web: CI configuration was not read (forbidden)']
    const variable = plan({ analysed: { uses: null, unknown } }, retire)
    expect(variable?.state).toBe('blocked')
    expect(variable?.blockers).toEqual([{ code: 'retire_unknown', detail: unknown[0], evidence: [] }])
  })

  it('is blocked when only `workflow` or `rules` names it, since those break without it', () => {
    const example = exampleEstate([exampleProject(12, 'shop/api')], jobs, [{ key: 'A', readers: ['shop/api:deploy'] }])
    for (const consumer of example.analysis.variables[0]?.consumers ?? []) consumer.kinds = ['workflow']
    const { variables } = planMigration({ ...example, rules: exampleRules(retire), today: '2026-11-25' })
    expect(variables[0]?.blockers.map((one) => one.code)).toEqual(['retire_in_use'])
  })

  it('keeps the blockers of a move as warnings', () => {
    const blockers = [{ code: 'static_vault_credential' as const, detail: '', evidence: [] }]
    expect(plan({ analysed: { blockers } }, retire)).toMatchObject({
      state: 'retired',
      blockers: [],
      warnings: [{ code: 'static_vault_credential' }],
    })
  })
})

describe('a variable that is to be replaced', () => {
  const fate = {
    ...own,
    fate: 'replace' as const,
    with: 'database_engine' as const,
    reason: 'the database makes users',
  }

  it('is replaced although jobs use it, has no place, and warns of what blocked its move', () => {
    const blockers = [{ code: 'used_in_rules' as const, detail: '', evidence: [] }]
    expect(plan({ readers: ['shop/api:deploy'], analysed: { blockers } }, { fates: [fate] })).toMatchObject({
      state: 'replaced',
      target: null,
      placements: [],
      blockers: [],
      warnings: [{ code: 'used_in_rules' }],
      decidedBy: { kind: 'replace', with: 'database_engine' },
    })
  })

  it('beats a choice, and an exclusion that holds beats it', () => {
    const choices = [{ ...own, target: { path: 'a' } }]
    expect(plan({}, { fates: [fate], choices })?.state).toBe('replaced')
    const excluded = [{ ...own, reason: 'plain', until: '2026-11-25' }]
    expect(plan({}, { fates: [fate], excluded })?.state).toBe('excluded')
    expect(plan({}, { fates: [fate], excluded: [{ ...own, reason: 'plain', until: '2026-11-24' }] })?.state).toBe(
      'replaced',
    )
  })

  it('has steps and a proof for whatever takes its place, and no other decision has', () => {
    for (const one of replacements) {
      const steps = fateSteps({ kind: 'replace', with: one, reason: 'r' })
      expect(steps?.steps.length).toBeGreaterThan(2)
      expect(steps?.evidence).toMatch(/\.$/)
    }
    expect(fateSteps({ kind: 'retire', reason: 'r' })?.title).toBe('Retire')
    expect(fateSteps({ kind: 'choice' })).toBeNull()
  })
})

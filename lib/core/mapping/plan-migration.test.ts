import { describe, expect, it } from 'vitest'
import { type ExampleJob, type ExampleVariable, exampleEstate, exampleProject, exampleRules } from './example-estate'
import { planMigration } from './plan-migration'
import type { RulesFile } from './rules-file'

const api = exampleProject(12, 'shop/api')
const web = exampleProject(13, 'shop/web')
const open = { runsOnMergeRequest: 'yes', runsOnUnprotectedRef: 'yes' } as const
const jobs: Record<string, ExampleJob[]> = {
  'shop/api': [
    { name: 'deploy', environment: 'production' },
    { name: 'stage', environment: 'staging' },
    { name: 'test', ...open },
    { name: 'preview', environment: 'review/*', ...open },
    { name: 'anywhere', environment: { kind: 'not_static', text: '$TARGET' } },
    { name: 'leaky', environment: 'production', runsOnMergeRequest: 'maybe' },
  ],
  'shop/web': [{ name: 'deploy', environment: 'production' }],
}
const today = '2026-11-25'
const all = { match: {}, target: {} }
const own = { level: 'project', owner: 'shop/api', scope: '*' } as const

function plan(variables: ExampleVariable[], rules: Partial<RulesFile> = { rules: [all] }) {
  const example = exampleEstate([api, web], jobs, variables)
  return planMigration({ ...example, rules: exampleRules(rules), today }).variables
}

const codes = (variables: ReturnType<typeof plan>) =>
  variables.map((one) => one.blockers.map((blocker) => blocker.code))

describe('planMigration: who decides', () => {
  it('gives a variable without a rule no place and leaves it open', () => {
    const [variable] = plan([{ key: 'TOKEN', readers: ['shop/api:deploy'] }], {})
    expect(variable).toMatchObject({
      state: 'discovered',
      target: null,
      placements: [],
      decidedBy: { kind: 'nothing' },
    })
  })

  it('places what one empty rule matches by the defaults', () => {
    const [variable] = plan([{ key: 'TOKEN', environmentScope: 'production', readers: ['shop/api:deploy'] }])
    expect(variable).toMatchObject({
      state: 'mapped',
      target: { vault: 'main', mount: 'kv', path: 'shop/api/production/protected', field: 'TOKEN' },
      placements: [{ engine: 'kv-v2', file: false, environment: 'production', protected: true }],
      decidedBy: { kind: 'rule', index: 0 },
      blockers: [],
      warnings: [],
    })
  })

  it('takes the first rule that matches', () => {
    const rules = [
      { match: { key: 'DB_*' }, target: { field: 'first' } },
      { ...all, target: { field: 'second' } },
    ]
    const variables = plan([{ key: 'DB_PASSWORD' }, { key: 'OTHER' }], { rules })
    expect(variables.map((one) => one.target?.field)).toEqual(['first', 'second'])
  })

  it('lets a choice beat the rules, part by part', () => {
    const variables = plan([{ key: 'A' }], {
      rules: [{ match: {}, target: { mount: 'old', path: 'ruled' } }],
      choices: [{ ...own, key: 'A', target: { path: 'chosen' } }],
    })
    expect(variables[0]).toMatchObject({ decidedBy: { kind: 'choice' }, target: { mount: 'old', path: 'chosen' } })
    expect(variables[0]?.placements[0]?.engine).toBe('kv-v1')
  })

  it('keeps an exclusion through its last day, and opens the row with a warning after it', () => {
    const excluded = (until: string) => ({ rules: [all], excluded: [{ ...own, key: 'A', reason: 'plain', until }] })
    expect(plan([{ key: 'A' }], excluded(today))[0]?.state).toBe('excluded')
    const [late] = plan([{ key: 'A' }], excluded('2026-11-24'))
    expect(late?.state).toBe('mapped')
    expect(late?.warnings[0]?.detail).toBe('The exclusion ran out on 2026-11-24: plain')
  })

  it('turns the blockers of an excluded variable into warnings, since it does not move', () => {
    const blocked = { blockers: [{ code: 'used_in_rules' as const, detail: '', evidence: [] }] }
    const variables = plan([{ key: 'A', analysed: blocked }], { excluded: [{ ...own, key: 'A', reason: 'a switch' }] })
    expect(variables[0]).toMatchObject({ state: 'excluded', blockers: [], warnings: [{ code: 'used_in_rules' }] })
  })

  it('shows a variable that is gone as gone, whatever the rules say', () => {
    const example = exampleEstate([api], jobs, [{ key: 'A' }])
    example.estate.gone = { '["project","shop/api","A","*"]': '2026-11-01' }
    const { variables } = planMigration({ ...example, rules: exampleRules({ rules: [all] }), today })
    expect(variables[0]).toMatchObject({ state: 'gone', target: null, placements: [], blockers: [] })
  })

  it('gives jobs that only may read a variable no place, and says so', () => {
    const example = exampleEstate([api], jobs, [{ key: 'A', readers: ['shop/api:test'] }])
    for (const consumer of example.analysis.variables[0]?.consumers ?? []) consumer.confidence = 'possible'
    const { variables } = planMigration({ ...example, rules: exampleRules({ rules: [all] }), today })
    expect(variables[0]?.placements.map((one) => one.consumers)).toEqual([[]])
    expect(variables[0]?.warnings.map((one) => one.code)).toEqual(['consumer_unknown'])
  })
})

describe('planMigration: the question of scope *', () => {
  const star: ExampleVariable = { key: 'A', readers: ['shop/api:deploy', 'shop/api:test', 'shop/api:preview'] }
  const answered = (answer: RulesFile['rules'][number]['star'], path?: string) => ({
    rules: [{ match: {}, target: path === undefined ? {} : { path }, star: answer }],
  })

  it('is asked when production and merge requests use one value', () => {
    expect(codes(plan([star]))).toEqual([['star_unanswered']])
    expect(codes(plan([{ key: 'A', readers: ['shop/api:deploy', 'shop/api:stage'] }]))).toEqual([[]])
    expect(codes(plan([{ key: 'A', readers: ['shop/api:test'] }]))).toEqual([[]])
  })

  it('is answered per environment by one place for each, and a target that keeps the name', () => {
    const [variable] = plan([star], answered({ answer: 'per_environment' }))
    expect(variable?.state).toBe('mapped')
    expect(variable?.target?.path).toBe('shop/api/{environment}/{protected}')
    expect(variable?.placements.map((one) => [one.target.path, one.consumers.map((reader) => reader.job)])).toEqual([
      ['shop/api/any/open', ['test']],
      ['shop/api/production/protected', ['deploy']],
      ['shop/api/review/open', ['preview']],
    ])
  })

  it('refuses one place per environment where the target does not name the environment', () => {
    expect(codes(plan([star], answered({ answer: 'per_environment' }, 'a/b')))).toEqual([['path_collision']])
  })

  it('is answered production only by one place, and names who loses the variable', () => {
    const [variable] = plan([star], answered({ answer: 'production_only' }))
    expect(variable?.placements.map((one) => one.target.path)).toEqual(['shop/api/production/protected'])
    expect(variable?.warnings[0]?.detail).toBe('Production only: test of shop/api, preview of shop/api lose it')
    expect(variable?.blockers).toEqual([])
  })

  it('is answered shared only with a name and a date that has not passed', () => {
    const shared = { answer: 'shared' as const, name: 'Ada', until: '2027-01-01' }
    expect(codes(plan([star], answered(shared)))).toEqual([[]])
    expect(codes(plan([star], answered({ answer: 'shared', name: 'Ada' })))).toEqual([['star_unanswered']])
    expect(codes(plan([star], answered({ ...shared, until: '2026-11-24' })))).toEqual([['star_unanswered']])
  })

  it('takes the answer of a choice before that of a rule', () => {
    const rules = {
      ...answered({ answer: 'per_environment' }),
      choices: [{ ...own, key: 'A', star: { answer: 'production_only' as const } }],
    }
    expect(plan([star], rules)[0]).toMatchObject({ star: { answer: 'production_only' }, decidedBy: { kind: 'rule' } })
  })
})

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

function plan(variables: ExampleVariable[], rules: Partial<RulesFile> = { rules: [all] }) {
  const example = exampleEstate([api, web], jobs, variables)
  return planMigration({ ...example, rules: exampleRules(rules), today }).variables
}

const codes = (variables: ReturnType<typeof plan>) =>
  variables.map((one) => one.blockers.map((blocker) => blocker.code))

describe('planMigration: what stands in the way', () => {
  it('refuses two variables at one field', () => {
    const rules = [{ match: {}, target: { path: 'one', field: 'place' } }]
    expect(codes(plan([{ key: 'A' }, { key: 'B' }], { rules }))).toEqual([['path_collision'], ['path_collision']])
  })

  it.each<[string, ExampleVariable, ExampleVariable]>([
    ['protection', { key: 'A', protected: true }, { key: 'B' }],
    ['scope', { key: 'A', environmentScope: 'production' }, { key: 'B', environmentScope: 'staging' }],
    [
      'readers',
      { key: 'A', readers: ['shop/api:deploy'] },
      { key: 'B', readers: ['shop/api:deploy', 'shop/api:stage'] },
    ],
  ])('blocks variables of one path that differ in %s, where one is protected or production', (_, a, b) => {
    const variables = plan([a, b], { rules: [{ match: {}, target: { path: 'one' } }] })
    expect(codes(variables)).toEqual([['path_wider_than_variable'], ['path_wider_than_variable']])
  })

  it('only warns, and counts who gains what, where neither is protected nor production', () => {
    const variables = plan([
      { key: 'A', readers: ['shop/api:stage'] },
      { key: 'B', readers: ['shop/api:test'] },
    ])
    expect(codes(variables)).toEqual([[], []])
    expect(variables.map((one) => one.warnings.map((warning) => `${warning.code} ${warning.detail}`))).toEqual([
      ['path_shared kv/shop/api/any/open: 1 other reader gains A'],
      ['path_shared kv/shop/api/any/open: 1 other reader gains B'],
    ])
  })

  it('lets variables share a path that different jobs read by one role', () => {
    const variables = plan([
      { key: 'A', environmentScope: 'production', protected: true, readers: ['shop/api:deploy'] },
      { key: 'B', environmentScope: 'production', readers: ['shop/api:deploy'] },
    ])
    expect(variables.map((one) => [one.state, one.warnings])).toEqual([
      ['mapped', []],
      ['mapped', []],
    ])
  })

  it('shares the path of a group among the projects that use it, with a warning', () => {
    const group = { level: 'group', owner: 'shop', environmentScope: 'production', protected: true } as const
    const variables = plan([
      { key: 'A', ...group, readers: ['shop/api:deploy'] },
      { key: 'B', ...group, readers: ['shop/web:deploy'] },
    ])
    expect(variables.map((one) => [one.state, one.target?.path, one.warnings.map((warning) => warning.code)])).toEqual([
      ['mapped', 'shop/production/protected', ['path_shared']],
      ['mapped', 'shop/production/protected', ['path_shared']],
    ])
  })

  it('blocks where a protected role would refuse a run that may happen', () => {
    expect(codes(plan([{ key: 'A', environmentScope: 'production', readers: ['shop/api:leaky'] }]))).toEqual([
      ['runs_where_refused'],
    ])
    expect(codes(plan([{ key: 'A', protected: true, readers: ['shop/api:test'] }]))).toEqual([['runs_where_refused']])
  })

  it('blocks an environment that is not static', () => {
    expect(codes(plan([{ key: 'A', readers: ['shop/api:anywhere'] }]))).toEqual([['environment_not_static']])
  })

  it.each([
    [{ path: '{project_path}/{team}' }, 'template_unknown_name'],
    [{ path: '/a//b' }, 'path_invalid'],
    [{ path: '{scope}' }, 'path_invalid'],
    [{ mount: 'nowhere' }, 'mount_undeclared'],
    [{ vault: 'nowhere', mount: 'kv' }, 'mount_undeclared'],
    [{ mount: 'db' }, 'path_invalid'],
    [{ mount: 'db', path: 'creds/a/b', field: 'password' }, 'path_invalid'],
    [{ mount: 'db', path: 'roles/app', field: 'password' }, 'path_invalid'],
  ])('refuses the target %j with %s', (target, code) => {
    const mounts = [...exampleRules().mounts, { vault: 'main', path: 'db', engine: 'database' as const }]
    expect(codes(plan([{ key: 'A' }], { mounts, rules: [{ match: {}, target }] }))).toEqual([[code]])
  })

  it('has no project for a group variable to name', () => {
    const variables = plan([{ key: 'A', level: 'group', owner: 'shop' }], {
      rules: [{ match: {}, target: { path: '{project_path}' } }],
    })
    expect(variables[0]?.blockers[0]).toMatchObject({
      code: 'path_invalid',
      detail: 'No value here for {project_path}',
    })
  })

  it('blocks a job that would read from two vaults', () => {
    const vaults = exampleRules().vaults.flatMap((vault) => [vault, { ...vault, name: 'second' }])
    const mounts = ['main', 'second'].map((vault) => ({ vault, path: 'kv', engine: 'kv-v2' as const }))
    const rules = [{ match: { key: 'B' }, target: { vault: 'second' } }, all]
    const readers = ['shop/api:test']
    const example = exampleEstate([api], jobs, [
      { key: 'A', readers },
      { key: 'B', readers },
    ])
    const variables = planMigration({
      ...example,
      rules: exampleRules({ vaults, mounts, rules }),
      today,
    }).variables
    expect(codes(variables)).toEqual([['two_logins'], ['two_logins']])
  })

  it('blocks below a VAULT_AUTH_ROLE that is defined above, until somebody excludes it with a reason', () => {
    const above: ExampleVariable = { key: 'VAULT_AUTH_ROLE', level: 'group', owner: 'shop' }
    const rules = { rules: [{ match: { key: 'A' }, target: {} }] }
    const used: ExampleVariable = { key: 'A', readers: ['shop/api:test'] }
    expect(codes(plan([above, used], rules))).toEqual([[], ['vault_connection_variable']])
    const excluded = [
      { level: 'group' as const, owner: 'shop', key: 'VAULT_AUTH_ROLE', scope: '*', reason: 'same role' },
    ]
    expect(codes(plan([above, used], { ...rules, excluded }))).toEqual([[], []])
  })

  it('warns of the free tier, whose jobs read by a script, and where the tier is not declared', () => {
    const free = plan([{ key: 'A' }], { rules: [all], tiers: [{ group: 'shop', tier: 'free' }] })
    expect(free[0]).toMatchObject({ state: 'mapped', warnings: [{ code: 'free_tier', detail: 'shop' }] })
    const unknown = plan([{ key: 'A' }], { rules: [all], tiers: [] })
    expect(unknown[0]).toMatchObject({ state: 'mapped', warnings: [{ code: 'tier_unknown', detail: 'shop' }] })
  })

  it('lets user name and password of one lease share a path, whatever their protection', () => {
    const mounts = [{ vault: 'main', path: 'db', engine: 'database' as const }]
    const readers = ['shop/api:deploy']
    const variables = plan(
      [
        { key: 'DB_USER', environmentScope: 'production', readers },
        { key: 'DB_PASSWORD', environmentScope: 'production', protected: true, readers },
        { key: 'PGPASSWORD', environmentScope: 'production', protected: true, readers },
      ],
      { mounts, rules: [all] },
    )
    expect(codes(variables)).toEqual([[], [], []])
    expect(variables.map(({ target }) => [target?.path, target?.field])).toEqual([
      ['creds/cutover-12-production', 'username'],
      ['creds/cutover-12-production', 'password'],
      ['creds/cutover-12-production', 'password'],
    ])
  })
})

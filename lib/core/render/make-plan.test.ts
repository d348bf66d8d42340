import { describe, expect, it } from 'vitest'
import {
  type ExampleJob,
  type ExampleVariable,
  exampleEstate,
  exampleProject,
  exampleRules,
} from '@/lib/core/mapping/example-estate'
import type { Rule } from '@/lib/core/mapping/rules-file'
import { makePlan } from './make-plan'

const api = exampleProject(12, 'shop/api', { protectedEnvironments: ['production'] })
const web = exampleProject(13, 'shop/web')
const jobs: Record<string, ExampleJob[]> = {
  'shop/api': [
    { name: 'deploy', environment: 'production' },
    { name: 'stage', environment: 'staging' },
    { name: 'preview', environment: 'review/*', runsOnMergeRequest: 'yes', runsOnUnprotectedRef: 'yes' },
    { name: 'test', runsOnMergeRequest: 'yes', runsOnUnprotectedRef: 'yes' },
    { name: 'publish' },
  ],
  'shop/web': [{ name: 'deploy', environment: 'production' }],
}

function plan(variables: ExampleVariable[], rules: Rule[] = [{ match: {}, target: {} }]) {
  const example = exampleEstate([api, web], jobs, variables)
  return makePlan({ ...example, rules: exampleRules({ rules }), today: '2026-11-25' })
}

describe('makePlan', () => {
  it('gives a production role the claims that only production has, and a policy of exactly its paths', () => {
    const {
      roles,
      policies,
      jobs: planned,
    } = plan([
      { key: 'DB_PASSWORD', environmentScope: 'production', protected: true, readers: ['shop/api:deploy'] },
      { key: 'API_TOKEN', environmentScope: 'production', readers: ['shop/api:deploy'] },
    ])
    expect(roles).toEqual([
      {
        name: 'cutover-12-production-protected',
        vault: 'main',
        project: 'shop/api',
        projectId: 12,
        environment: { kind: 'name', name: 'production' },
        production: true,
        protected: true,
        jobs: ['deploy'],
        policies: ['cutover-12-production-protected'],
        boundClaims: {
          project_id: '12',
          environment: 'production',
          environment_action: ['start'],
          environment_protected: 'true',
          pipeline_source: ['api', 'pipeline', 'push', 'schedule', 'trigger', 'web'],
          ref_protected: 'true',
        },
        boundClaimsType: 'string',
        flags: [],
      },
    ])
    expect(policies.map((policy) => policy.paths.map((one) => one.path))).toEqual([
      ['kv/data/shop/api/production/protected'],
    ])
    expect(planned.map((job) => job.entries.map((entry) => entry.key))).toEqual([['API_TOKEN', 'DB_PASSWORD']])
  })

  it('shares one policy per group, scope and protection among the roles of the using projects', () => {
    const { roles, policies } = plan([
      {
        key: 'REGISTRY',
        level: 'group',
        owner: 'shop',
        environmentScope: 'production',
        readers: ['shop/api:deploy', 'shop/web:deploy'],
      },
      { key: 'OWN', environmentScope: 'production', readers: ['shop/api:deploy'] },
    ])
    expect(roles.map((role) => role.policies)).toEqual([
      ['cutover-12-production-protected', 'cutover-group-shop-production-protected'],
      ['cutover-group-shop-production-protected'],
    ])
    expect(policies.find((policy) => policy.owner.level === 'group')).toMatchObject({
      owner: { level: 'group', path: 'shop' },
      environment: { kind: 'name', name: 'production' },
      paths: [{ path: 'kv/data/shop/production/protected' }],
    })
  })

  it('binds a review environment by its pattern and says so', () => {
    const { roles } = plan([{ key: 'TOKEN', environmentScope: 'review/*', readers: ['shop/api:preview'] }])
    expect(roles[0]).toMatchObject({
      name: 'cutover-12-review-open',
      boundClaims: { project_id: '12', environment: 'review/*' },
      boundClaimsType: 'glob',
      flags: [{ code: 'wildcard' }],
    })
  })

  it('gives a job its other entries when one of its variables is blocked', () => {
    const { jobs: planned, variables } = plan([
      { key: 'GOOD', readers: ['shop/api:test'] },
      {
        key: 'BAD',
        readers: ['shop/api:test'],
        analysed: { blockers: [{ code: 'used_in_rules', detail: '', evidence: [] }] },
      },
    ])
    expect(variables.map((one) => one.state)).toEqual(['mapped', 'blocked'])
    expect(planned.map((job) => job.entries.map((entry) => entry.key))).toEqual([['GOOD']])
  })

  it('closes a job without environment that reads a protected variable, and leaves the login of others open', () => {
    const { roles } = plan([
      { key: 'PUBLISH', protected: true, readers: ['shop/api:publish'] },
      { key: 'SONAR', readers: ['shop/api:test'] },
    ])
    expect(roles.map((role) => [role.name, role.protected, role.jobs])).toEqual([
      ['cutover-12-any-open', false, ['test']],
      ['cutover-12-any-protected', true, ['publish']],
    ])
  })

  it('blocks the variables of two roles that a template gives one name', () => {
    const rules: Rule[] = [{ match: {}, target: {}, role: 'ci-{project_id}' }]
    const { roles, variables } = plan(
      [
        { key: 'A', environmentScope: 'production', readers: ['shop/api:deploy'] },
        { key: 'B', environmentScope: 'staging', readers: ['shop/api:stage'] },
      ],
      rules,
    )
    expect(variables.map((one) => one.blockers.map((blocker) => blocker.code))).toEqual([
      ['role_name_collision'],
      ['role_name_collision'],
    ])
    expect(roles).toEqual([])
  })

  it('blocks a job whose variables two rules give to two roles: it would need two logins', () => {
    const rules: Rule[] = [
      { match: { key: 'A' }, target: {}, role: 'ci-a' },
      { match: {}, target: {}, role: 'ci-b' },
    ]
    const read = (a: string, b: string) =>
      plan(
        [
          { key: 'A', readers: [a] },
          { key: 'B', readers: [b] },
        ],
        rules,
      ).variables.map((one) => one.blockers.map((blocker) => blocker.code))
    expect(read('shop/api:test', 'shop/api:test')).toEqual([['two_logins'], ['two_logins']])
  })

  it('names roles and policies by template, foreign text made fit', () => {
    const rules: Rule[] = [
      { match: {}, target: {}, role: '{project_path}-{environment}', policy: 'ci.{project_path}.{key}' },
    ]
    const { roles } = plan([{ key: 'A_B', environmentScope: 'production', readers: ['shop/api:deploy'] }], rules)
    expect(roles[0]).toMatchObject({ name: 'shop-api-production', policies: ['ci.shop-api.a_b'] })
  })

  it('refuses a role name that Vault would not take', () => {
    const rules: Rule[] = [{ match: {}, target: {}, role: 'ci/{project_id}' }]
    const { variables } = plan([{ key: 'A', readers: ['shop/api:test'] }], rules)
    expect(variables[0]?.blockers).toEqual([{ code: 'role_name_invalid', detail: 'Role ci/12', evidence: [] }])
  })

  it('flags a path that production and merge requests both read', () => {
    const rules: Rule[] = [{ match: {}, target: {}, star: { answer: 'shared', name: 'Ada', until: '2027-01-01' } }]
    const { roles } = plan([{ key: 'A', readers: ['shop/api:test', 'shop/api:deploy'] }], rules)
    expect(roles.map((role) => role.flags.map((flag) => flag.code))).toEqual([
      ['no_environment_claim', 'path_shared_with_merge_requests'],
      ['path_shared_with_merge_requests'],
    ])
  })

  it('tells the environment review from the pattern review/* by a suffix, and never what a template names', () => {
    const named = [
      { name: 'one', environment: 'review' },
      { name: 'many', environment: 'review/*' },
    ]
    const variables = [
      { key: 'A', environmentScope: 'review', readers: ['shop/api:one'] },
      { key: 'B', environmentScope: 'review/*', readers: ['shop/api:many'] },
    ]
    const example = exampleEstate([api], { 'shop/api': named }, variables)
    const target = { path: '{key}' }
    const rolesOf = (rule: Rule) =>
      makePlan({ ...example, rules: exampleRules({ rules: [rule] }), today: '2026-11-25' }).roles.map(
        (role) => role.name,
      )
    expect(rolesOf({ match: {}, target })).toEqual(['cutover-12-review-open', 'cutover-12-review-open-msyom8'])
    expect(rolesOf({ match: {}, target, role: 'cutover-{project_id}' })).toEqual([])
  })
})

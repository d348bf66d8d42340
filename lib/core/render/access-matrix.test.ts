import { describe, expect, it } from 'vitest'
import { variableId } from '@/lib/core/inventory/variable'
import { triggers } from '@/lib/core/trust/claims-of'
import { accessEnvironments } from './access-environments'
import { accessExample } from './access-example'
import { accessMatrix } from './access-matrix'
import { accessModel } from './access-model'
import { accessReach } from './access-reach'

const input = accessExample()
const model = accessModel(input)

/** A production role whose bound claims were edited, as if a template had dropped what keeps merge requests out. */
function loosened() {
  const roles = input.plan.roles.map((role) => {
    const { pipeline_source, ref_protected, environment_protected, ...boundClaims } = role.boundClaims
    return role.production ? { ...role, boundClaims } : role
  })
  return accessModel({ ...input, plan: { ...input.plan, roles } })
}

describe('accessMatrix', () => {
  const matrix = accessMatrix(model, 'shop/api')
  const cell = (trigger: string, environment: string | null, of = matrix) =>
    of?.rows.find((row) => row.trigger === trigger)?.cells.find((one) => one.environment === environment)

  it('has a row for each trigger and a column for each environment, production first and none last', () => {
    expect(matrix?.rows.map(({ trigger }) => trigger)).toEqual([...triggers])
    expect(matrix?.environments.map(({ name }) => name)).toEqual(['production', 'staging', 'review/example', null])
  })

  it('leaves out what a pattern of jobs stands for, but for what GitLab protects', () => {
    const [api] = input.estate.projects
    if (api === undefined) throw new Error('the example has a project')
    const review = (name: string) => ({ name, tier: 'development' as const, available: true })
    const environments = [
      review('review/1'),
      review('review/guarded'),
      review('qa'),
      { ...review('gone'), available: false },
    ]
    const project = { ...api, environments, protectedEnvironments: ['review/guarded'] }
    const names = accessEnvironments(model, project).map(({ name }) => name)
    expect(names).toEqual(['production', 'qa', 'review/guarded', 'staging', 'review/example', null])
  })

  it('counts what each trigger reads in each environment', () => {
    expect(cell('protected-push', 'production')).toMatchObject({ readable: 1, planned: 1, unwanted: [] })
    expect(cell('push', 'production')).toMatchObject({ readable: 0, planned: 1, unwanted: [] })
    expect(cell('merge-request', 'review/example')).toMatchObject({ readable: 1, planned: 1, unwanted: [] })
    expect(cell('merge-request', null)).toMatchObject({ readable: 1, planned: 1 })
  })

  it('shows no job that reads of production what nobody planned', () => {
    expect(matrix?.rows.flatMap(({ cells }) => cells.flatMap(({ unwanted }) => unwanted))).toEqual([])
  })

  it('names what jobs of another environment would read of production where a role lost its environment', () => {
    const roles = input.plan.roles.map((role) => {
      const { environment, environment_protected, ...boundClaims } = role.boundClaims
      return role.production ? { ...role, boundClaims } : role
    })
    const loose = accessMatrix(accessModel({ ...input, plan: { ...input.plan, roles } }), 'shop/api')
    expect(cell('protected-push', 'staging', loose)?.unwanted).toEqual(['DB_PASSWORD'])
    expect(cell('protected-push', 'production', loose)?.unwanted, 'there it is planned').toEqual([])
    expect(cell('protected-push', 'staging')?.unwanted).toEqual([])
  })

  it('names what a merge request would read of production where a role lost its claims', () => {
    const loose = accessMatrix(loosened(), 'shop/api')
    expect(cell('merge-request', 'production', loose)).toMatchObject({ readable: 1, unwanted: ['DB_PASSWORD'] })
    expect(cell('push', 'production', loose)).toMatchObject({ readable: 1, unwanted: [] })
    expect(cell('fork-merge-request', 'production', loose)).toMatchObject({ readable: 0, unwanted: [] })
  })

  it('knows nothing of a project that the estate does not hold', () => {
    expect(accessMatrix(model, 'shop/none')).toBeNull()
  })
})

describe('accessReach', () => {
  const id = (key: string, of = input) => {
    const variable = of.estate.variables.find((one) => one.key === key)
    return variable === undefined ? '' : variableId(variable)
  }

  it('names each project, environment, trigger and policy line that reaches a variable', () => {
    const reach = accessReach(model, { kind: 'variable', id: id('DB_PASSWORD') })
    expect(reach).toHaveLength(1)
    expect(reach[0]).toMatchObject({
      project: 'shop/api',
      environments: [{ name: 'production', foreign: false }],
      production: true,
      triggers: ['protected-push', 'protected-tag', 'schedule', 'web', 'api'],
      unwanted: [],
    })
    expect(reach[0]?.grant.at?.line).toBeGreaterThan(1)
  })

  it('finds a path of KV v2 with and without data/', () => {
    const [first] = accessReach(model, { kind: 'variable', id: id('STAGE_TOKEN') })
    const path = first?.path ?? ''
    const found = accessReach(model, { kind: 'path', path })
    expect(found).not.toEqual([])
    expect(accessReach(model, { kind: 'path', path: path.replace('kv/data/', 'kv/') })).toEqual(found)
    expect(accessReach(model, { kind: 'path', path: 'kv/data/nobody/reads' })).toEqual([])
  })

  it('says where a job reaches a variable only by naming the role of another environment', () => {
    const reach = accessReach(model, { kind: 'variable', id: id('NPM_TOKEN') })
    expect(reach).toHaveLength(1)
    expect(reach[0]?.environments[0]).toEqual({ name: null, foreign: false })
    expect(reach[0]?.environments).toContainEqual({ name: 'production', foreign: true })
  })

  it('counts merge requests that reach production', () => {
    const [first] = accessReach(loosened(), { kind: 'variable', id: id('DB_PASSWORD') })
    expect(first?.unwanted).toEqual(['merge-request'])
  })

  it('tells of a project that no job is planned in where a shared policy holds the path', () => {
    const shared = accessExample([
      { key: 'GROUP_ONE', level: 'group', owner: 'shop', environmentScope: 'staging', readers: ['shop/api:stage'] },
      { key: 'GROUP_TWO', level: 'group', owner: 'shop', environmentScope: 'staging', readers: ['shop/web:stage'] },
    ])
    const reach = accessReach(accessModel(shared), { kind: 'variable', id: id('GROUP_ONE', shared) })
    expect([...new Set(reach.map(({ project }) => project))]).toEqual(['shop/api', 'shop/web'])
  })

  it('tries every project where a role binds none', () => {
    const roles = input.plan.roles.map((role) => {
      const { project_id, ...boundClaims } = role.boundClaims
      return role.environment.kind === 'none' ? { ...role, boundClaims } : role
    })
    const open = accessModel({ ...input, plan: { ...input.plan, roles } })
    const reach = accessReach(open, { kind: 'variable', id: id('NPM_TOKEN') })
    expect(reach.filter(({ project }) => project === 'shop/web').flatMap(({ triggers }) => triggers)).toContain(
      'fork-merge-request',
    )
  })
})

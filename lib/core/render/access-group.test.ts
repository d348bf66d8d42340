import { describe, expect, it } from 'vitest'
import { accessExample } from './access-example'
import { accessGroups, groupCellRows, groupMatrix } from './access-group'
import { accessLargeExample } from './access-large-example'
import { accessMatrix } from './access-matrix'
import { accessModel } from './access-model'

const large = accessModel(accessLargeExample(12))

describe('groupMatrix', () => {
  it('adds the cells of all projects, those of subgroups too', () => {
    const matrix = groupMatrix(large, 'shop')
    expect(matrix.projects).toBe(12)
    expect(matrix.columns.map(({ label }) => label)).toEqual(['production', 'review/*', 'staging', null])
    const push = matrix.rows.find(({ trigger }) => trigger === 'protected-push')
    expect(push?.cells[0]).toEqual({ readable: 12, planned: 12, projects: 12, unwanted: 0 })
    expect(groupMatrix(large, 'shop/team-1').projects).toBe(2)
    expect(groupMatrix(large, 'sho').projects).toBe(0)
  })

  it('has rows behind each cell that add up to it', () => {
    const model = accessModel(accessExample())
    const matrix = groupMatrix(model, 'shop')
    for (const { trigger, cells } of matrix.rows) {
      for (const [at, column] of matrix.columns.entries()) {
        const rows = groupCellRows(model, matrix, { trigger, column })
        const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
        expect(sum(({ readable }) => readable)).toBe(cells[at]?.readable)
        expect(sum(({ planned }) => planned)).toBe(cells[at]?.planned)
        expect(sum(({ unwanted }) => unwanted.length)).toBe(cells[at]?.unwanted)
      }
    }
  })

  it('counts what merge requests read of production, and lists these projects first', () => {
    const input = accessExample()
    const roles = input.plan.roles.map((role) => {
      const { pipeline_source, ref_protected, environment_protected, ...boundClaims } = role.boundClaims
      return role.production ? { ...role, boundClaims } : role
    })
    const model = accessModel({ ...input, plan: { ...input.plan, roles } })
    const matrix = groupMatrix(model, 'shop')
    const column = matrix.columns[0]
    if (column === undefined) throw new Error('there is a column')
    expect(matrix.rows.find(({ trigger }) => trigger === 'merge-request')?.cells[0]?.unwanted).toBe(1)
    const [first] = groupCellRows(model, matrix, { trigger: 'merge-request', column })
    expect(first).toMatchObject({ project: 'shop/api', environment: 'production', unwanted: ['DB_PASSWORD'] })
  })

  it('puts environments that few projects have into one column', () => {
    const input = accessExample()
    const [api] = input.estate.projects
    if (api === undefined) throw new Error('the example has a project')
    const more = Array.from({ length: 9 }, (_, at) => ({ name: `qa-${at}`, tier: 'testing' as const, available: true }))
    const projects = input.estate.projects.map((one) =>
      one === api ? { ...one, environments: [...(one.environments ?? []), ...more] } : one,
    )
    const model = accessModel({ ...input, estate: { ...input.estate, projects } })
    const matrix = groupMatrix(model, 'shop')
    expect(matrix.columns.map(({ label, rest }) => (rest ? 'the rest' : label))).toHaveLength(8)
    const at = matrix.columns.findIndex(({ rest }) => rest)
    const column = matrix.columns[at]
    if (column === undefined) throw new Error('there is a column for the rest')
    const rows = groupCellRows(model, matrix, { trigger: 'push', column })
    expect(rows.length).toBeGreaterThan(3)
    expect(accessMatrix(model, 'shop/api')?.environments.map(({ name }) => name)).toEqual(
      expect.arrayContaining(rows.map(({ environment }) => environment)),
    )
  })
})

describe('accessGroups', () => {
  it('names each group above a planned project, with how many there are', () => {
    expect(accessGroups(large)).toEqual([
      { path: 'shop', projects: 12 },
      { path: 'shop/team-0', projects: 10 },
      { path: 'shop/team-1', projects: 2 },
    ])
  })
})

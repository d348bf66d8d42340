import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'
import { brokenBy, pathsAsserted } from './access-assertion'
import { accessExample } from './access-example'
import { accessModel } from './access-model'
import { explainIn } from './explain-access'

const input = accessExample()
const model = accessModel(input)
const requests: Trigger[] = ['merge-request', 'fork-merge-request']

/** A production role that lost what keeps merge requests out. */
function loosened() {
  const roles = input.plan.roles.map((role) => {
    const { pipeline_source, ref_protected, environment_protected, ...boundClaims } = role.boundClaims
    return role.production ? { ...role, boundClaims } : role
  })
  return accessModel({ ...input, plan: { ...input.plan, roles } })
}

describe('brokenBy', () => {
  it('gives nothing where the assertion holds', () => {
    expect(brokenBy(model, { triggers: requests, path: '*/production*', projects: '*' })).toEqual([])
  })

  it('names project, trigger, path, role and policy line that break it', () => {
    const rows = brokenBy(loosened(), { triggers: requests, path: '*production*', projects: '*' })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      project: 'shop/api',
      triggers: ['merge-request'],
      environments: ['production'],
    })
    expect(rows[0]?.path).toContain('production')
    expect(rows[0]?.grant.role).toContain('production')
    expect(rows[0]?.grant.at?.line).toBeGreaterThan(1)
  })

  it('is about the projects that it names only, and a group stands for what is in it', () => {
    const asked = (projects: string) => brokenBy(loosened(), { triggers: requests, path: '*', projects }).length
    expect(asked('shop')).toBe(asked('*'))
    expect(asked('shop/api')).toBeGreaterThan(0)
    expect(asked('shop/web')).toBe(0)
    expect(asked('sho')).toBe(0)
  })

  it('takes a path of KV v2 with and without data/', () => {
    const path = brokenBy(model, { triggers: [...triggers], path: '*', projects: '*' })[0]?.path ?? ''
    const rows = brokenBy(model, { triggers: [...triggers], path, projects: '*' })
    expect(rows).not.toEqual([])
    expect(brokenBy(model, { triggers: [...triggers], path: path.replace('kv/data/', 'kv/'), projects: '*' })).toEqual(
      rows,
    )
  })

  it('is about what is below a path too, and tells where it is about nothing', () => {
    const of = (path: string) => pathsAsserted(model, { path })
    const below = brokenBy(loosened(), { triggers: requests, path: '*/production', projects: '*' })
    expect(below.map(({ path }) => path)).toContainEqual(expect.stringContaining('/production/'))
    expect(of('*/production')).toBe(of('*/production/*'))
    expect(of('*')).toBeGreaterThan(of('*/production'))
    expect(of('*/nowhere')).toBe(0)
  })

  it('agrees with the explanation: every row is a variable that such a job can read', () => {
    const rows = brokenBy(model, { triggers: [...triggers], path: '*', projects: '*' })
    expect(rows.length).toBeGreaterThan(3)
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.nat(), (row, one) => {
        const trigger = row.triggers[one % row.triggers.length] ?? 'push'
        const answers = row.environments.flatMap((environment) =>
          [false, true].flatMap(
            (asProtected) =>
              explainIn(model, { project: row.project, trigger, ref: null, environment, asProtected })?.reads ?? [],
          ),
        )
        const roles = answers
          .filter(({ path }) => path === row.path)
          .flatMap(({ by, others }) => [...(by === null ? [] : [by]), ...others].map(({ role }) => role))
        expect(roles).toContain(row.grant.role)
      }),
      { numRuns: 40 },
    )
  })
})

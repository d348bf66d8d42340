import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findRole } from './access-change'
import { accessDifference } from './access-difference'
import { accessExample } from './access-example'
import { accessModel } from './access-model'
import { explainIn } from './explain-access'

const input = accessExample([
  { key: 'GROUP_ONE', level: 'group', owner: 'shop', environmentScope: 'staging', readers: ['shop/api:stage'] },
  { key: 'GROUP_TWO', level: 'group', owner: 'shop', environmentScope: 'staging', readers: ['shop/web:stage'] },
])
const model = accessModel(input)
const roles = input.plan.roles
const production = roles.find((role) => role.production)
if (production === undefined) throw new Error('the example has a production role')

function bodyOf(name: string): Record<string, unknown> {
  return JSON.parse(findRole(model, 'main', name)?.role.text ?? '{}')
}

function difference(role: string, change: Record<string, unknown>) {
  const found = accessDifference(model, { vault: 'main', role, body: JSON.stringify({ ...bodyOf(role), ...change }) })
  if (found === null) throw new Error('the role is there')
  return found
}

describe('accessDifference', () => {
  it('is empty for a role that is not changed', () => {
    for (const { name } of roles) {
      expect(difference(name, {})).toMatchObject({ errors: [], cells: [], variables: [] })
    }
  })

  it('says which merge requests would read what of production once claims are dropped', () => {
    const { pipeline_source, ref_protected, environment_protected, ...rest } = production.boundClaims
    const { cells, variables, logins } = difference(production.name, { bound_claims: rest })
    const request = cells.find(({ trigger, refProtected }) => trigger === 'merge-request' && !refProtected)
    expect(request).toMatchObject({ environment: 'production', gains: ['DB_PASSWORD'], unwanted: ['DB_PASSWORD'] })
    expect(variables).toHaveLength(1)
    expect(variables[0]).toMatchObject({ key: 'DB_PASSWORD', production: true, lost: 0 })
    expect(logins.after).toBeGreaterThan(logins.before)
  })

  it('says what is lost where the role lets one ref in only', () => {
    const bound_claims = { ...production.boundClaims, ref: 'release' }
    const { cells } = difference(production.name, { bound_claims })
    expect(cells.find(({ trigger, ref }) => trigger === 'protected-push' && ref === 'main')).toMatchObject({
      gains: [],
      losses: ['DB_PASSWORD'],
    })
    expect(cells.flatMap(({ gains }) => gains)).toEqual([])
    const both = { ...production.boundClaims, ref: ['release', 'main'] }
    const kept = difference(production.name, { bound_claims: both }).cells
    expect(kept.some(({ trigger, ref }) => trigger === 'protected-push' && ref === 'main')).toBe(false)
  })

  it('finds other projects where the role no longer binds its own', () => {
    const stage = roles.find(({ project, environment }) => project === 'shop/api' && environment.kind === 'none')
    if (stage === undefined) throw new Error('there is a role for jobs without an environment')
    const { project_id, ...rest } = stage.boundClaims
    const { cells } = difference(stage.name, { bound_claims: rest })
    expect(new Set(cells.map(({ project }) => project))).toContain('shop/web')
  })

  it('takes what a policy holds away with it', () => {
    const { variables } = difference(production.name, { token_policies: [] })
    expect(variables).toMatchObject([{ key: 'DB_PASSWORD', gained: 0 }])
    expect(variables[0]?.lost).toBeGreaterThan(0)
  })

  it('says what Vault says where it refuses the role, and changes nothing', () => {
    expect(difference(production.name, { bound_claims_type: 'regex' })).toMatchObject({
      errors: ["invalid 'bound_claims_type': regex"],
      cells: [],
    })
    expect(difference(production.name, { user_claim: '' }).errors).toEqual(['a user claim must be defined on the role'])
    const broken = accessDifference(model, { vault: 'main', role: production.name, body: '{' })
    expect(broken?.errors).toEqual(['The body is no JSON object'])
  })

  it('knows no role that is not planned', () => {
    expect(accessDifference(model, { vault: 'main', role: 'none', body: '{}' })).toBeNull()
  })

  it('never takes access where a claim is dropped', () => {
    const dropped = fc
      .constantFrom(...roles)
      .chain((role) => fc.record({ role: fc.constant(role), claims: fc.subarray(Object.keys(role.boundClaims)) }))
    fc.assert(
      fc.property(dropped, ({ role, claims }) => {
        const rest = Object.entries(role.boundClaims).filter(([claim]) => !claims.includes(claim))
        const { errors, cells } = difference(role.name, { bound_claims: Object.fromEntries(rest) })
        expect(errors).toEqual([])
        expect(cells.flatMap(({ losses }) => losses)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('agrees with the explanation of each cell, before and after', () => {
    const { pipeline_source, ref_protected, ...rest } = production.boundClaims
    const { cells } = difference(production.name, { bound_claims: rest })
    const after = accessModel({
      ...input,
      plan: {
        ...input.plan,
        roles: roles.map((role) => (role === production ? { ...role, boundClaims: rest } : role)),
      },
    })
    expect(cells.length).toBeGreaterThan(2)
    for (const { project, trigger, ref, refProtected, environment, gains } of cells) {
      const question = { project, trigger, ref, environment, asProtected: refProtected }
      const keys = (of: typeof model) =>
        new Set(
          explainIn(of, question)
            ?.reads.filter(({ by, others }) => by !== null || others.length > 0)
            .map(({ key }) => key),
        )
      const [was, is] = [keys(model), keys(after)]
      expect([...is].filter((key) => !was.has(key)).sort()).toEqual(gains)
    }
  })
})

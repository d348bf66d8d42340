import { describe, expect, it } from 'vitest'
import { accessExample } from './access-example'
import { accessModel } from './access-model'
import { lintPlan } from './lint-plan'

const input = accessExample()

describe('lintPlan', () => {
  it('finds nothing risky in what is planned, and says what no role has and what was not read', () => {
    const { findings, decided, unknown } = lintPlan(accessModel(input))
    expect(findings).toEqual([])
    expect(decided).toMatchObject([{ code: 'audit_without_person', roles: input.plan.roles.length }])
    expect(unknown).toEqual([
      {
        kind: 'setting',
        name: 'ci_pipeline_variables_minimum_override_role',
        why: 'not read of 1 project with roles',
      },
    ])
  })

  it('finds a production role that lets in merge requests, with how far it lets in and the line of the role', () => {
    const roles = input.plan.roles.map((role) => {
      const { pipeline_source, ref_protected, environment_action, ...boundClaims } = role.boundClaims
      return role.production ? { ...role, boundClaims } : role
    })
    const { findings } = lintPlan(accessModel({ ...input, plan: { ...input.plan, roles } }))
    expect(findings.map(({ code }) => code)).toEqual(['merge_request_passes', 'environment_action_not_bound'])
    expect(findings[0]).toMatchObject({
      kind: 'role',
      name: 'cutover-12-production-protected',
      field: 'bound_claims',
      want: null,
      projects: 1,
      people: null,
    })
    expect(findings[0]?.triggers).toContain('merge-request')
    expect(findings[0]?.at?.line).toBeGreaterThan(1)
  })

  it('finds a variable above that counts where a job does not say which Vault', () => {
    const [first] = input.estate.variables
    if (first === undefined) throw new Error('the example has variables')
    const above = { ...first, level: 'group' as const, owner: 'shop', key: 'VAULT_ADDR' }
    const estate = { ...input.estate, variables: [...input.estate.variables, above] }
    const { findings } = lintPlan(accessModel({ ...input, estate }))
    expect(new Set(findings.map(({ code, field }) => `${code} ${field}`))).toEqual(
      new Set(['vault_variable_above VAULT_ADDR']),
    )
  })
})

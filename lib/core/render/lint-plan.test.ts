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
        why: 'not shown of 1 project with roles',
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

  describe('with the setting of pipeline variables known', () => {
    const people = {
      members: [50, 40, 30, 30, 20].map((level, at) => ({ id: at + 1, level })),
      branches: [{ name: 'main', level: 40, people: [], others: false }],
      tags: [],
    }
    const withSettings = (
      variablesFrom: 'developer' | 'maintainer' | 'no_one_allowed',
      guarded: string[] = ['main'],
    ) => {
      const projects = input.estate.projects.map((project) => {
        const settings = { variablesFrom, protectsMergeRequests: true }
        return { ...project, protectedBranches: guarded, settings }
      })
      return accessModel({ ...input, estate: { ...input.estate, projects } })
    }
    const histories = input.estate.projects.map(({ fullPath: project }) => ({ project, people }))

    it('finds a login that can be redirected, once a project, with who may do it', () => {
      const { findings, unknown } = lintPlan(withSettings('developer'), histories)
      expect(unknown).toEqual([])
      expect(findings).toMatchObject([{ code: 'redirected_login', kind: 'setting', got: 'developer', people: 4 }])
      expect(lintPlan(withSettings('maintainer'), histories).findings).toMatchObject([{ got: 'maintainer', people: 2 }])
      expect(lintPlan(withSettings('developer')).findings).toMatchObject([{ people: null }])
    })

    it('finds nothing where no one may', () => {
      const { findings, unknown } = lintPlan(withSettings('no_one_allowed'), histories)
      expect([findings, unknown]).toEqual([[], []])
    })

    it('counts who may push to protected refs for a role that binds one, and tells where that was not read', () => {
      const roles = input.plan.roles.map((role) => {
        const { environment_action, ...boundClaims } = role.boundClaims
        return role.production ? { ...role, boundClaims } : role
      })
      const { estate } = withSettings('no_one_allowed')
      const model = accessModel({ ...input, estate, plan: { ...input.plan, roles } })
      const { findings } = lintPlan(model, histories)
      expect(findings).toMatchObject([{ code: 'environment_action_not_bound', people: 2 }])
      expect(lintPlan(model, []).findings).toMatchObject([{ people: null }])
    })

    it('lets a merge request in as protected only where the project has two protected branches', () => {
      const roles = input.plan.roles.map((role) => {
        const { pipeline_source, environment_action, ...boundClaims } = role.boundClaims
        return role.production ? { ...role, boundClaims } : role
      })
      const plan = { ...input.plan, roles }
      const codes = (guarded: string[]) => {
        const projects = withSettings('no_one_allowed', guarded).estate.projects
        return lintPlan(accessModel({ ...input, plan, estate: { ...input.estate, projects } })).findings.map(
          ({ code }) => code,
        )
      }
      expect(codes(['main'])).not.toContain('merge_request_passes')
      expect(codes(['main', 'release/*'])).toContain('merge_request_passes')
    })
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

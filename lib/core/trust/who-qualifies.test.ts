import { describe, expect, it } from 'vitest'
import { boundClaimsFor, type RolePurpose } from './bound-claims-for'
import { qualifyingTriggers, whoQualifies } from './who-qualifies'

const project = { id: 22, fullPath: 'shop/api', groupPath: 'shop', ciConfigPath: '.gitlab-ci.yml' }

function role(rest: Partial<RolePurpose>) {
  const purpose: RolePurpose = {
    projectId: 22,
    environment: { kind: 'none' },
    production: false,
    protected: false,
    environmentProtected: true,
    actions: ['verify'],
    ...rest,
  }
  const { environment } = purpose
  return { gitlabUrl: 'https://gitlab', project, environment, environmentProtected: true, ...boundClaimsFor(purpose) }
}

const production = role({ environment: { kind: 'name', name: 'production' }, production: true, protected: true })

describe('whoQualifies', () => {
  it('lets into production only what runs on a protected ref, and never a merge request', () => {
    expect(qualifyingTriggers(production)).toEqual(['protected-push', 'protected-tag', 'schedule', 'web', 'api'])
  })

  it('tells why a merge request between protected branches fails: by its source alone', () => {
    const verdict = whoQualifies(production).find((one) => one.trigger === 'merge-request' && one.withEnvironment)
    expect(verdict?.failing.map((one) => one.claim)).toEqual(['pipeline_source'])
  })

  it('lets no job without environment into a role that binds one', () => {
    const without = whoQualifies(production).filter((one) => !one.withEnvironment)
    expect(without.map((one) => one.qualifies)).toEqual(Array(10).fill(false))
    expect(without.every((one) => one.failing.some(({ claim }) => claim === 'environment'))).toBe(true)
  })

  it('lets a merge request into a role that only asks for a protected ref', () => {
    const weak = { ...role({ protected: true }), boundClaims: { project_id: '22', ref_protected: 'true' } }
    expect(qualifyingTriggers(weak)).toContain('merge-request')
    expect(qualifyingTriggers({ ...weak, protectedMergeRequests: null })).toContain('merge-request')
    expect(qualifyingTriggers({ ...weak, protectedMergeRequests: false })).not.toContain('merge-request')
  })

  it('lets everything of the project into an open role, and no fork', () => {
    const review = role({ environment: { kind: 'pattern', pattern: 'review/*' } })
    expect(qualifyingTriggers(review)).not.toContain('fork-merge-request')
    expect(qualifyingTriggers(review)).toHaveLength(9)
  })
})

import { describe, expect, it } from 'vitest'
import { boundClaimsFor, type RolePurpose, refuseStars } from './bound-claims-for'

function claimsFor(rest: Partial<RolePurpose>) {
  return boundClaimsFor({
    projectId: 22,
    environment: { kind: 'none' },
    production: false,
    protected: false,
    environmentProtected: null,
    actions: ['start'],
    ...rest,
  })
}

const name = (text: string) => ({ kind: 'name', name: text }) as const
const trusted = ['api', 'pipeline', 'push', 'schedule', 'trigger', 'web']

describe('boundClaimsFor', () => {
  it('binds the project alone for an open role without environment, and flags it', () => {
    const { boundClaims, flags } = claimsFor({})
    expect(boundClaims).toEqual({ project_id: '22' })
    expect(flags.map((flag) => flag.code)).toEqual(['no_environment_claim'])
  })

  it('binds the environment of a role that is not production, and nothing about its protection', () => {
    const { boundClaims, flags } = claimsFor({ environment: name('staging') })
    expect([boundClaims, flags]).toEqual([{ project_id: '22', environment: 'staging' }, []])
  })

  it('keeps merge requests and child pipelines out of a protected role', () => {
    expect(claimsFor({ protected: true }).boundClaims).toEqual({
      project_id: '22',
      pipeline_source: trusted,
      ref_protected: 'true',
    })
  })

  it('binds protection and the actions in use for production', () => {
    const { boundClaims, flags } = claimsFor({
      environment: name('production'),
      production: true,
      protected: true,
      environmentProtected: true,
      actions: ['stop', 'start', 'start'],
    })
    expect(boundClaims).toEqual({
      project_id: '22',
      environment: 'production',
      environment_action: ['start', 'stop'],
      environment_protected: 'true',
      pipeline_source: trusted,
      ref_protected: 'true',
    })
    expect(flags).toEqual([])
  })

  it.each([false, null])('flags production whose environment GitLab does not list as protected (%s)', (listed) => {
    const purpose = { environment: name('production'), production: true, protected: true, environmentProtected: listed }
    const { boundClaims, flags } = claimsFor(purpose)
    expect(boundClaims).not.toHaveProperty('environment_protected')
    expect(flags.map((flag) => flag.code)).toEqual(['unprotected_environment'])
  })

  it('binds a pattern by glob, and a name that holds a star by equality', () => {
    const pattern = claimsFor({ environment: { kind: 'pattern', pattern: 'review/*' } })
    expect(pattern).toMatchObject({ boundClaimsType: 'glob', boundClaims: { environment: 'review/*' } })
    expect(pattern.flags.map((flag) => flag.code)).toEqual(['wildcard'])
    expect(claimsFor({ environment: name('a*b') }).boundClaimsType).toBe('string')
  })

  it('refuses an environment that is not static, and a literal with a star beside a pattern', () => {
    expect(() => claimsFor({ environment: { kind: 'not_static', text: '$X' } })).toThrow(RangeError)
    expect(() => refuseStars({ ref: ['main', 'release-*'] })).toThrow('claim ref holds a *')
    expect(() => refuseStars({ ref: 'main' })).not.toThrow()
  })
})

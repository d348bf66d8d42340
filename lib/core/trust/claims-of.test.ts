import { describe, expect, it } from 'vitest'
import { claimsOf, type TokenRequest, triggers } from './claims-of'

const project = { id: 22, fullPath: 'shop/api', groupPath: 'shop', ciConfigPath: '.gitlab-ci.yml' }
const production = { name: 'production', protected: true, tier: 'production', action: 'start' } as const

function token(request: Partial<TokenRequest>) {
  return claimsOf({
    gitlabUrl: 'https://gitlab.example.com',
    audience: 'https://vault.example.com',
    project,
    trigger: 'protected-push',
    environment: null,
    ...request,
  })
}

describe('claimsOf', () => {
  it('gives a job on a protected branch the claims that GitLab documents, all as strings', () => {
    expect(token({ environment: production })).toEqual({
      iss: 'https://gitlab.example.com',
      aud: 'https://vault.example.com',
      sub: 'project_path:shop/api:ref_type:branch:ref:main',
      project_id: '22',
      project_path: 'shop/api',
      namespace_path: 'shop',
      job_project_id: '22',
      job_project_path: 'shop/api',
      job_namespace_path: 'shop',
      pipeline_source: 'push',
      ref: 'main',
      ref_type: 'branch',
      ref_path: 'refs/heads/main',
      ref_protected: 'true',
      ci_config_ref_uri: 'gitlab.example.com/shop/api//.gitlab-ci.yml@refs/heads/main',
      environment: 'production',
      environment_protected: 'true',
      environment_action: 'start',
      deployment_tier: 'production',
    })
  })

  it.each([
    ['push', 'push', 'branch', 'false'],
    ['protected-push', 'push', 'branch', 'true'],
    ['tag', 'push', 'tag', 'false'],
    ['protected-tag', 'push', 'tag', 'true'],
    ['merge-request', 'merge_request_event', 'branch', 'false'],
    ['fork-merge-request', 'merge_request_event', 'branch', 'false'],
    ['schedule', 'schedule', 'branch', 'true'],
    ['web', 'web', 'branch', 'true'],
    ['api', 'api', 'branch', 'true'],
    ['child-pipeline', 'parent_pipeline', 'branch', 'true'],
  ] as const)('%s has source %s, ref type %s and ref_protected %s', (trigger, source, type, isProtected) => {
    const claims = token({ trigger })
    expect([claims.pipeline_source, claims.ref_type, claims.ref_protected]).toEqual([source, type, isProtected])
  })

  it('has no claim about an environment in a job without one', () => {
    for (const trigger of triggers) {
      const names = Object.keys(token({ trigger })).filter((name) => /environment|tier/.test(name))
      expect(names).toEqual([])
    }
  })

  it('names the fork as project of a fork’s merge request, and the running project beside it', () => {
    const fork = { ...project, id: 99, fullPath: 'eve/api', groupPath: 'eve' }
    expect(token({ trigger: 'fork-merge-request', fork })).toMatchObject({
      project_id: '99',
      project_path: 'eve/api',
      job_project_id: '22',
      job_project_path: 'shop/api',
    })
    expect(token({ trigger: 'fork-merge-request' }).project_id).not.toBe('22')
  })

  it('gives a tag its path, and no configuration address where that lies in another project', () => {
    const claims = token({
      trigger: 'protected-tag',
      ref: 'v2',
      project: { ...project, ciConfigPath: 'ci.yml@shop/templates' },
    })
    expect([claims.ref_path, claims.ci_config_ref_uri]).toEqual(['refs/tags/v2', null])
  })

  it('has protected merge requests only between protected branches, where the project says so', () => {
    const between = (protectedPipelines: boolean, sourceProtected: boolean, targetProtected: boolean) =>
      token({ trigger: 'merge-request', mergeRequest: { protectedPipelines, sourceProtected, targetProtected } })
        .ref_protected
    expect(between(true, true, true)).toBe('true')
    expect([between(false, true, true), between(true, false, true), between(true, true, false)]).toEqual(
      Array(3).fill('false'),
    )
    expect(
      token({
        trigger: 'fork-merge-request',
        mergeRequest: { protectedPipelines: true, sourceProtected: true, targetProtected: true },
      }).ref_protected,
    ).toBe('false')
  })

  it('adds what is known of group, visibility and user', () => {
    const user = { id: 7, login: 'ann', email: null, accessLevel: 'developer' }
    expect(token({ project: { ...project, groupId: 5, visibility: 'private' }, user })).toMatchObject({
      namespace_id: '5',
      job_namespace_id: '5',
      project_visibility: 'private',
      user_id: '7',
      user_login: 'ann',
      user_email: null,
      user_access_level: 'developer',
    })
  })

  it('leaves out what a version of GitLab does not have yet', () => {
    const names = (gitlabVersion: string) => Object.keys(token({ gitlabVersion, environment: production }))
    expect(names('18.4.0-ee')).toEqual(Object.keys(token({ environment: production })))
    expect(names('18.3.2').filter((name) => name.startsWith('job_'))).toEqual([])
    expect(names('16.4')).not.toContain('environment_action')
    expect(names('15.11')).not.toContain('ref_path')
    expect(names('15.1').filter((name) => /environment|tier/.test(name))).toEqual([
      'environment',
      'environment_protected',
    ])
  })
})

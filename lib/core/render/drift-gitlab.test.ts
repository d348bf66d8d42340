import { describe, expect, it } from 'vitest'
import type { Estate, Project } from '@/lib/core/inventory/estate'
import { baselineDrift, projectBaseline } from './drift-baseline'
import { driftExample } from './drift-example'
import { liveRolesAgainstGitlab } from './drift-gitlab'

const { estate, input, reading } = driftExample()
const [api] = estate.projects
if (api === undefined) throw new Error('the example has a project')
const baseline = projectBaseline(api, input.plan, '2026-03-01T09:00:00.000Z')

const now = (change: Partial<Project>, rest: Partial<Estate> = {}): Estate => ({
  ...estate,
  projects: estate.projects.map((project) => (project.id === api.id ? { ...project, ...change } : project)),
  ...rest,
})
const codes = (of: Estate) => baselineDrift([baseline], of).findings.map(({ code, want, got }) => [code, want, got])

describe('baselineDrift', () => {
  it('finds nothing where GitLab is as it was', () => {
    expect(baselineDrift([baseline], estate)).toEqual({ findings: [], unknown: [] })
  })

  it('tells a renamed project from a transferred one, by its id', () => {
    expect(codes(now({ fullPath: 'shop/backend' }))).toEqual([['project_renamed', 'shop/api', 'shop/backend']])
    expect(codes(now({ fullPath: 'store/api', groupPath: 'store' }))).toEqual([
      ['project_transferred', 'shop/api', 'store/api'],
    ])
  })

  it('tells an archived project, and refs and environments that are no longer protected', () => {
    expect(codes(now({ archived: true, protectedBranches: [], protectedEnvironments: [] }))).toEqual([
      ['project_archived', false, true],
      ['branch_unprotected', 'main', null],
      ['environment_unprotected', 'production', null],
    ])
  })

  it('tells an environment that was stopped', () => {
    const environments = [{ name: 'production', tier: 'production' as const, available: false }]
    expect(codes(now({ environments }))).toEqual([['environment_gone', 'production', null]])
  })

  it('calls a project gone only where the scan listed all, and unread parts unknown', () => {
    const projects = estate.projects.filter(({ id }) => id !== api.id)
    expect(codes({ ...estate, projects })).toEqual([['project_gone', { id: 12, path: 'shop/api' }, null]])
    const gaps = [{ subject: 'group', path: 'shop', part: 'projects', reason: 'forbidden' }] as const
    const partial = baselineDrift([baseline], { ...estate, projects, gaps: [...gaps] })
    expect(partial).toMatchObject({ findings: [], unknown: [{ kind: 'project', name: 'shop/api' }] })
    const unread = baselineDrift(
      [baseline],
      now({ protectedBranches: null, protectedEnvironments: null, environments: null }),
    )
    expect(unread.findings).toEqual([])
    expect(unread.unknown).toHaveLength(3)
  })
})

describe('liveRolesAgainstGitlab', () => {
  const found = (of: Estate, change: (read: ReturnType<typeof reading>) => void = () => {}) => {
    const read = reading()
    change(read)
    return liveRolesAgainstGitlab(read, of).map(({ code, name, field }) => `${code} ${name} ${field}`)
  }

  it('finds nothing where every live role can let in the jobs that it is for', () => {
    expect(found(estate)).toEqual([])
  })

  it('tells a role that asks for a protected environment which GitLab does not protect now', () => {
    expect(found(now({ protectedEnvironments: [] }))).toEqual([
      'environment_unprotected cutover-12-production-protected bound_claims.environment_protected',
    ])
    expect(found(now({ protectedEnvironments: null }))).toEqual([])
  })

  it('tells roles of projects that are archived or gone, or under another path', () => {
    const legacy = (bound_claims: Record<string, string>) => (read: ReturnType<typeof reading>) => {
      read.live.roles = { legacy: { known: true, value: { role_type: 'jwt', bound_claims } } }
    }
    expect(found(now({ archived: true }), legacy({ project_id: '12' }))).toEqual([
      'project_archived legacy bound_claims.project_id',
    ])
    expect(found(estate, legacy({ project_id: '99' }))).toEqual(['project_gone legacy bound_claims.project_id'])
    expect(found(now({ fullPath: 'shop/new' }), legacy({ project_id: '12', project_path: 'shop/api' }))).toEqual([
      'project_renamed legacy bound_claims.project_path',
    ])
  })

  it('says nothing of a server that does not answer any more', () => {
    expect(
      found(now({ protectedEnvironments: [] }), (read) => {
        read.unknownSince = '2026-03-02T00:00:00.000Z'
      }),
    ).toEqual([])
  })
})

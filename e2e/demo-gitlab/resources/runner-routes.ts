// Runners (`lib/api/ci/runners.rb`): two of the instance, one of the platform group.
import { type Context, json, type Route, route } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { notFound } from '../http/refusal.ts'
import { findGroup, findProject } from './find-owner.ts'

const runners = [
  { id: 1, description: 'linux-shared-1', type: 'instance_type', version: '18.5.0', tags: ['linux', 'docker'] },
  { id: 2, description: 'linux-shared-2', type: 'instance_type', version: '18.5.0', tags: ['linux', 'docker'] },
  { id: 3, description: 'deploy-zone', type: 'group_type', version: '17.11.1', tags: ['deploy'] },
] as const

type Runner = (typeof runners)[number]

function entity({ id, description, type }: Runner): Record<string, unknown> {
  return {
    id,
    description,
    ip_address: '10.20.0.7',
    active: true,
    paused: false,
    is_shared: type === 'instance_type',
    runner_type: type,
    name: 'gitlab-runner',
    online: true,
    status: 'online',
    job_execution_status: 'idle',
    created_at: '2025-02-04T09:00:00.000Z',
  }
}

function detail(runner: Runner): Record<string, unknown> {
  return {
    ...entity(runner),
    version: runner.version,
    tag_list: runner.tags,
    run_untagged: runner.type === 'instance_type',
    locked: false,
    access_level: runner.id === 3 ? 'ref_protected' : 'not_protected',
    maximum_timeout: null,
    contacted_at: '2026-10-05T07:30:00.000Z',
    projects: [],
    groups: [],
  }
}

function listFor(context: Context) {
  return paginate(context, [...runners], entity)
}

export const runnerRoutes: Route[] = [
  route('GET', '/runners', listFor),
  route('GET', '/runners/all', listFor),
  route('GET', '/projects/:id/runners', (context) => {
    findProject(context)
    return listFor(context)
  }),
  route('GET', '/groups/:id/runners', (context) => {
    findGroup(context)
    return listFor(context)
  }),
  route('GET', '/runners/:runner', (context) => {
    const runner = runners.find(({ id }) => id === Number(context.params.runner))
    if (runner === undefined) throw notFound('Runner')
    return json(detail(runner))
  }),
]

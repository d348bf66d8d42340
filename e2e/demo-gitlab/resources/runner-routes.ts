// Runners (`lib/api/ci/runners.rb`): lists without tags and versions, one with them.
import { type Context, json, type Route, route } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { notFound } from '../http/refusal.ts'
import type { Runner } from '../world/runner.ts'
import { findGroup, findProject } from './find-owner.ts'

function entity({ id, description, type, paused, status }: Runner): Record<string, unknown> {
  return {
    id,
    description,
    ip_address: '10.20.0.7',
    active: !paused,
    paused,
    is_shared: type === 'instance_type',
    runner_type: type,
    name: 'gitlab-runner',
    online: status === 'online',
    status,
    job_execution_status: 'idle',
    created_at: '2025-02-04T09:00:00.000Z',
  }
}

function detail(runner: Runner): Record<string, unknown> {
  return {
    ...entity(runner),
    version: runner.managers[0]?.version ?? null,
    tag_list: runner.tags,
    run_untagged: runner.runUntagged,
    locked: false,
    access_level: runner.accessLevel,
    maximum_timeout: null,
    contacted_at: '2026-10-05T07:30:00.000Z',
    projects: [],
    groups: [],
  }
}

/** Those that a project or group may use: its own, those of the groups above, and the instance's. */
function usableFrom(path: string, runners: Runner[]): Runner[] {
  return runners.filter(({ owner }) => owner === null || owner === path || path.startsWith(`${owner}/`))
}

function listFor(context: Context, runners: Runner[]) {
  return paginate(context, runners, entity)
}

export const runnerRoutes: Route[] = [
  route('GET', '/runners', (context) => listFor(context, context.world.runners)),
  route('GET', '/runners/all', (context) => listFor(context, context.world.runners)),
  route('GET', '/projects/:id/runners', (context) =>
    listFor(context, usableFrom(findProject(context).fullPath, context.world.runners)),
  ),
  route('GET', '/groups/:id/runners', (context) =>
    listFor(context, usableFrom(findGroup(context).fullPath, context.world.runners)),
  ),
  route('GET', '/runners/:runner', (context) => {
    const runner = context.world.runners.find(({ id }) => id === Number(context.params.runner))
    if (runner === undefined) throw notFound('Runner')
    return json(detail(runner))
  }),
]

// Pipeline schedules; their variables are in the single answer only (`doc/api/pipeline_schedules.md`).
import { userEntity } from '../entities/user-entity.ts'
import { type Context, flagParameter, json, type Route, route, textParameter } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { badRequest, missingParameter, notFound } from '../http/refusal.ts'
import type { Project, Schedule } from '../world/project.ts'
import { findProjectAs } from './find-owner.ts'

const base = '/projects/:id/pipeline_schedules'

function entity({ url }: Context, one: Schedule): Record<string, unknown> {
  return {
    id: one.id,
    description: one.description,
    ref: one.ref,
    cron: one.cron,
    cron_timezone: one.cronTimezone,
    next_run_at: '2026-12-01T03:00:00.000Z',
    active: one.active,
    created_at: one.createdAt,
    updated_at: one.createdAt,
    owner: userEntity(one.ownerId, url),
  }
}

function detail(context: Context, one: Schedule): Record<string, unknown> {
  return { ...entity(context, one), last_pipeline: null, variables: one.variables, inputs: [] }
}

function find(context: Context): { project: Project; schedule: Schedule } {
  const project = findProjectAs(context, 30)
  const schedule = project.schedules.find(({ id }) => id === Number(context.params.schedule))
  if (schedule === undefined) throw notFound('Pipeline Schedule')
  return { project, schedule }
}

function change(context: Context, schedule: Schedule): void {
  schedule.description = textParameter(context, 'description') ?? schedule.description
  schedule.ref = textParameter(context, 'ref') ?? schedule.ref
  schedule.cron = textParameter(context, 'cron') ?? schedule.cron
  schedule.cronTimezone = textParameter(context, 'cron_timezone') ?? schedule.cronTimezone
  schedule.active = flagParameter(context, 'active') ?? schedule.active
}

export const scheduleRoutes: Route[] = [
  route('GET', base, (context) => {
    const scope = textParameter(context, 'scope')
    const rows = findProjectAs(context, 30).schedules.filter(
      ({ active }) => scope === undefined || active === (scope === 'active'),
    )
    return paginate(context, rows, (one) => entity(context, one))
  }),
  route('GET', `${base}/:schedule`, (context) => json(detail(context, find(context).schedule))),
  route('POST', base, (context) => {
    const project = findProjectAs(context, 30)
    for (const name of ['description', 'ref', 'cron']) {
      if (textParameter(context, name) === undefined) throw missingParameter(name)
    }
    const made: Schedule = {
      id: context.world.nextId(),
      description: '',
      ref: '',
      cron: '',
      cronTimezone: 'UTC',
      active: true,
      ownerId: context.user.id,
      createdAt: new Date().toISOString(),
      variables: [],
    }
    change(context, made)
    project.schedules.push(made)
    context.saveProject(project)
    return json(detail(context, made), 201)
  }),
  route('PUT', `${base}/:schedule`, (context) => {
    const { project, schedule } = find(context)
    change(context, schedule)
    context.saveProject(project)
    return json(detail(context, schedule))
  }),
  route('DELETE', `${base}/:schedule`, (context) => {
    const { project, schedule } = find(context)
    project.schedules.splice(project.schedules.indexOf(schedule), 1)
    context.saveProject(project)
    return { status: 204 }
  }),
  route('POST', `${base}/:schedule/variables`, (context) => {
    const { project, schedule } = find(context)
    const [key, value] = ['key', 'value'].map((name) => textParameter(context, name))
    if (key === undefined) throw missingParameter('key')
    if (value === undefined) throw missingParameter('value')
    if (schedule.variables.some((one) => one.key === key)) throw badRequest({ key: ['has already been taken'] })
    const kind = textParameter(context, 'variable_type') === 'file' ? 'file' : 'env_var'
    const made = { key, value, variable_type: kind, raw: flagParameter(context, 'raw') ?? false } as const
    schedule.variables.push(made)
    context.saveProject(project)
    return json(made, 201)
  }),
  route('GET', `${base}/:schedule/variables/:key`, (context) => json(variableOf(context))),
  route('PUT', `${base}/:schedule/variables/:key`, (context) => {
    const found = variableOf(context)
    found.value = textParameter(context, 'value') ?? found.value
    context.saveProject(find(context).project)
    return json(found)
  }),
  route('DELETE', `${base}/:schedule/variables/:key`, (context) => {
    const { project, schedule } = find(context)
    const found = variableOf(context)
    schedule.variables.splice(schedule.variables.indexOf(found), 1)
    context.saveProject(project)
    return json(found, 202)
  }),
]

function variableOf(context: Context): Schedule['variables'][number] {
  const found = find(context).schedule.variables.find(({ key }) => key === context.params.key)
  if (found === undefined) throw notFound('Pipeline Schedule Variable')
  return found
}

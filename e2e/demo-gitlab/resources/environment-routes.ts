// Environments (`lib/api/environments.rb`, `doc/api/environments.md`).
import { projectEntity } from '../entities/project-entity.ts'
import { type Context, json, type Route, route, textParameter } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { badRequest, forbidden, missingParameter, notFound } from '../http/refusal.ts'
import { guessTier } from '../story/define-project.ts'
import { environmentSlug } from '../story/environment-slug.ts'
import type { Environment, Project } from '../world/project.ts'
import { findProjectAs } from './find-owner.ts'

function entity(one: Environment): Record<string, unknown> {
  return {
    id: one.id,
    name: one.name,
    slug: one.slug,
    description: null,
    external_url: one.externalUrl,
    state: one.state,
    tier: one.tier,
    created_at: one.createdAt,
    updated_at: one.createdAt,
    auto_stop_at: null,
    auto_stop_setting: 'always',
    kubernetes_namespace: null,
    flux_resource_path: null,
  }
}

function detail(context: Context, project: Project, one: Environment): Record<string, unknown> {
  return { ...entity(one), last_deployment: null, cluster_agent: null, project: projectEntity(context, project) }
}

function find(context: Context, role: number): { project: Project; found: Environment } {
  const project = findProjectAs(context, role)
  const found = project.environments.find(({ id }) => id === Number(context.params.environment))
  if (found === undefined) throw notFound('Environment')
  return { project, found }
}

export const environmentRoutes: Route[] = [
  route('GET', '/projects/:id/environments', (context) => {
    const project = findProjectAs(context, 20)
    const [name, search, state] = ['name', 'search', 'states'].map((key) => textParameter(context, key))
    if (search !== undefined && search.length < 3) throw badRequest('Search query is less than 3 characters')
    const rows = project.environments.filter(
      (one) =>
        (name === undefined || one.name === name) &&
        (search === undefined || one.name.includes(search)) &&
        (state === undefined || one.state === state),
    )
    return paginate(context, rows, entity)
  }),
  route('POST', '/projects/:id/environments', (context) => {
    const project = findProjectAs(context, 30)
    const name = textParameter(context, 'name')
    if (name === undefined) throw missingParameter('name')
    if (project.environments.some((one) => one.name === name)) throw badRequest({ name: ['has already been taken'] })
    const made: Environment = {
      id: context.world.nextId(),
      name,
      slug: environmentSlug(name),
      tier: tierOf(textParameter(context, 'tier')) ?? guessTier(name),
      state: 'available',
      externalUrl: textParameter(context, 'external_url') ?? null,
      createdAt: new Date().toISOString(),
    }
    project.environments.push(made)
    context.saveProject(project)
    return json(detail(context, project, made), 201)
  }),
  route('GET', '/projects/:id/environments/:environment', (context) => {
    const { project, found } = find(context, 20)
    return json(detail(context, project, found))
  }),
  route('PUT', '/projects/:id/environments/:environment', (context) => {
    const { project, found } = find(context, 30)
    found.externalUrl = textParameter(context, 'external_url') ?? found.externalUrl
    found.tier = tierOf(textParameter(context, 'tier')) ?? found.tier
    context.saveProject(project)
    return json(detail(context, project, found))
  }),
  route('POST', '/projects/:id/environments/:environment/stop', (context) => {
    const { project, found } = find(context, 30)
    found.state = 'stopped'
    context.saveProject(project)
    return json(detail(context, project, found))
  }),
  route('DELETE', '/projects/:id/environments/:environment', (context) => {
    const { project, found } = find(context, 30)
    if (found.state !== 'stopped') throw forbidden()
    project.environments.splice(project.environments.indexOf(found), 1)
    context.saveProject(project)
    return { status: 204 }
  }),
]

function tierOf(text: string | undefined): Environment['tier'] | undefined {
  const tiers: Environment['tier'][] = ['production', 'staging', 'testing', 'development', 'other']
  return tiers.find((tier) => tier === text)
}

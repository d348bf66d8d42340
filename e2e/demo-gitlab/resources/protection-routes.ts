// Protected branches, tags and environments (`doc/api/protected_branches.md`, `protected_tags.md`, `protected_environments.md`).
import { type Context, flagParameter, json, type Route, route, textParameter } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { missingParameter, notFound, Refusal } from '../http/refusal.ts'
import type { Project } from '../world/project.ts'
import { accessLevelDescription, type ProtectedEnvironment, type ProtectedRef } from '../world/protected-ref.ts'
import { findGroupAs, findProjectAs } from './find-owner.ts'

function accessLevel(id: number, level: number): Record<string, unknown> {
  return {
    id,
    access_level: level,
    access_level_description: accessLevelDescription(level),
    user_id: null,
    group_id: null,
    deploy_key_id: null,
  }
}

function branchEntity({ id, name, push, merge, allowForcePush }: ProtectedRef): Record<string, unknown> {
  return {
    id,
    name,
    push_access_levels: [accessLevel(id * 10 + 1, push)],
    merge_access_levels: [accessLevel(id * 10 + 2, merge)],
    unprotect_access_levels: [],
    allow_force_push: allowForcePush,
    code_owner_approval_required: false,
    inherited: false,
  }
}

function tagEntity({ id, name, push }: ProtectedRef): Record<string, unknown> {
  return { name, create_access_levels: [accessLevel(id * 10 + 3, push)] }
}

function environmentEntity({ name, deploy, requiredApprovals }: ProtectedEnvironment): Record<string, unknown> {
  return {
    name,
    deploy_access_levels: [{ ...accessLevel(1, deploy), group_inheritance_type: 0 }],
    required_approval_count: requiredApprovals,
    approval_rules: [],
  }
}

function named<Item extends { name: string }>(context: Context, items: Item[]): Item {
  const item = items.find(({ name }) => name === context.params.name)
  if (item === undefined) throw notFound()
  return item
}

function refs(kind: 'branches' | 'tags', entity: (ref: ProtectedRef) => Record<string, unknown>): Route[] {
  const base = `/projects/:id/protected_${kind}`
  const of = (project: Project) => (kind === 'branches' ? project.protectedBranches : project.protectedTags)
  return [
    route('GET', base, (context) => {
      const search = textParameter(context, 'search') ?? ''
      const rows = of(findProjectAs(context, kind === 'branches' ? 30 : 40)).filter(({ name }) => name.includes(search))
      return paginate(context, rows, entity)
    }),
    route('GET', `${base}/:name`, (context) => json(entity(named(context, of(findProjectAs(context, 30)))))),
    route('POST', base, (context) => {
      const project = findProjectAs(context, 40)
      const name = textParameter(context, 'name')
      if (name === undefined) throw missingParameter('name')
      if (of(project).some((one) => one.name === name)) {
        throw new Refusal(409, {
          message: `Protected ${kind === 'branches' ? 'branch' : 'tag'} '${name}' already exists`,
        })
      }
      const push = kind === 'branches' ? 'push_access_level' : 'create_access_level'
      const made: ProtectedRef = {
        id: context.world.nextId(),
        name,
        push: Number(textParameter(context, push) ?? 40),
        merge: Number(textParameter(context, 'merge_access_level') ?? 40),
        allowForcePush: flagParameter(context, 'allow_force_push') ?? false,
      }
      of(project).push(made)
      context.saveProject(project)
      return json(entity(made), 201)
    }),
    route('DELETE', `${base}/:name`, (context) => {
      const project = findProjectAs(context, 40)
      of(project).splice(of(project).indexOf(named(context, of(project))), 1)
      context.saveProject(project)
      return { status: 204 }
    }),
  ]
}

export const protectionRoutes: Route[] = [
  ...refs('branches', branchEntity),
  ...refs('tags', tagEntity),
  route('GET', '/projects/:id/protected_environments', (context) =>
    paginate(context, findProjectAs(context, 40).protectedEnvironments, environmentEntity),
  ),
  route('GET', '/projects/:id/protected_environments/:name', (context) =>
    json(environmentEntity(named(context, findProjectAs(context, 40).protectedEnvironments))),
  ),
  route('GET', '/groups/:id/protected_environments', (context) =>
    paginate(context, findGroupAs(context, 40).protectedEnvironments, environmentEntity),
  ),
]

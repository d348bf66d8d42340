// Branches and tags (`lib/api/branches.rb`, `lib/api/tags.rb`).
import { commitEntity } from '../entities/commit-entity.ts'
import { type Context, json, type Route, route, textParameter } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { badRequest, missingParameter, notFound, Refusal } from '../http/refusal.ts'
import type { Project } from '../world/project.ts'
import { protects } from '../world/protected-ref.ts'
import { history } from '../world/repository.ts'
import { findCommit } from './file-routes.ts'
import { findProjectAs, refuseArchived } from './find-owner.ts'

function branchEntity(context: Context, project: Project, name: string): Record<string, unknown> {
  const role = context.world.projectAccess(context.user.id, project)
  const rules = project.protectedBranches.filter((rule) => protects(rule.name, name))
  const commit = findCommit(project, project.repository.branches[name])
  const main = project.defaultBranch === null ? undefined : findCommit(project, project.defaultBranch)
  return {
    name,
    commit: commitEntity(project, commit, context.url),
    merged: name !== project.defaultBranch && main !== undefined && history(project.repository, main).includes(commit),
    protected: rules.length > 0,
    developers_can_push: rules.some(({ push }) => push === 30),
    developers_can_merge: rules.some(({ merge }) => merge === 30),
    can_push: role >= 30 && rules.every(({ push }) => push !== 0 && role >= push),
    default: name === project.defaultBranch,
    web_url: `${context.url}/${project.fullPath}/-/tree/${name}`,
  }
}

function requireBranch(context: Context, project: Project): string {
  const name = context.params.branch ?? ''
  if (project.repository.branches[name] === undefined) throw notFound('Branch')
  return name
}

export const branchRoutes: Route[] = [
  route('GET', '/projects/:id/repository/branches', (context) => {
    const project = findProjectAs(context, 20)
    const search = textParameter(context, 'search') ?? ''
    const pattern = search.startsWith('^') ? search.slice(1) : search
    const names = Object.keys(project.repository.branches)
      .filter((name) => (search.startsWith('^') ? name.startsWith(pattern) : name.includes(pattern)))
      .sort()
    return paginate(context, names, (name) => branchEntity(context, project, name))
  }),
  route('GET', '/projects/:id/repository/branches/:branch', (context) => {
    const project = findProjectAs(context, 20)
    return json(branchEntity(context, project, requireBranch(context, project)))
  }),
  route('POST', '/projects/:id/repository/branches', (context) => {
    const project = findProjectAs(context, 30)
    refuseArchived(project)
    const name = textParameter(context, 'branch')
    const ref = textParameter(context, 'ref')
    if (name === undefined) throw missingParameter('branch')
    if (ref === undefined) throw missingParameter('ref')
    if (project.repository.branches[name] !== undefined) throw badRequest('Branch already exists')
    if (project.defaultBranch === null) throw badRequest('Failed to create branch: repository is empty')
    const start = project.repository.branches[ref] ?? project.repository.tags[ref] ?? ref
    if (project.repository.commits[start] === undefined) throw badRequest(`Invalid reference name: ${ref}`)
    project.repository.branches[name] = start
    context.saveProject(project)
    return json(branchEntity(context, project, name), 201)
  }),
  route('DELETE', '/projects/:id/repository/branches/:branch', (context) => {
    const project = findProjectAs(context, 30)
    const name = requireBranch(context, project)
    if (name === project.defaultBranch) throw new Refusal(405, { message: 'Cannot remove HEAD branch' })
    if (project.protectedBranches.some((rule) => protects(rule.name, name))) {
      throw new Refusal(405, { message: 'Protected branch cannot be removed' })
    }
    delete project.repository.branches[name]
    context.saveProject(project)
    return { status: 204 }
  }),
  route('GET', '/projects/:id/repository/tags', (context) => {
    const project = findProjectAs(context, 20)
    return paginate(context, Object.keys(project.repository.tags).sort().reverse(), (name) => ({
      name,
      message: '',
      target: project.repository.tags[name],
      commit: commitEntity(project, findCommit(project, project.repository.tags[name]), context.url),
      release: null,
      protected: project.protectedTags.some((rule) => protects(rule.name, name)),
      created_at: null,
    }))
  }),
]

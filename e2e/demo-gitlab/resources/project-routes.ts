// Projects (`lib/api/projects.rb`).
import { projectEntity, simpleProjectEntity } from '../entities/project-entity.ts'
import { type Context, flagParameter, json, listParameter, type Route, route, textParameter } from '../http/context.ts'
import { paginateById } from '../http/paginate.ts'
import type { Project } from '../world/project.ts'
import { findProject } from './find-owner.ts'

/** Applies the filters that the project lists share. */
export function filterProjects(context: Context, projects: Project[]): Project[] {
  const { world, user } = context
  const archived = flagParameter(context, 'archived')
  const membership = flagParameter(context, 'membership') ?? false
  const least = Number(textParameter(context, 'min_access_level') ?? (flagParameter(context, 'owned') ? 50 : 0))
  const search = textParameter(context, 'search')?.toLowerCase()
  return projects.filter(
    (project) =>
      world.canSeeProject(user.id, project) &&
      (archived === undefined || project.archived === archived) &&
      (!membership || user.admin || world.projectAccess(user.id, project) > 0) &&
      (least === 0 || world.projectAccess(user.id, project) >= least) &&
      (search === undefined || `${project.fullPath} ${project.name}`.toLowerCase().includes(search)),
  )
}

export function projectListEntity(context: Context): (project: Project) => unknown {
  return (project) =>
    flagParameter(context, 'simple') ? simpleProjectEntity(context, project) : projectEntity(context, project)
}

/** Newest first unless told otherwise, as GitLab orders by `created_at`, which here follows the id. */
export function sortProjects(context: Context, projects: Project[]): Project[] {
  const by = textParameter(context, 'order_by') ?? 'created_at'
  const key = (project: Project) =>
    by === 'name' ? project.name : by === 'path' ? project.path : String(project.id).padStart(12, '0')
  const sorted = [...projects].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id))
  return textParameter(context, 'sort') === 'asc' ? sorted : sorted.reverse()
}

export const projectRoutes: Route[] = [
  route('GET', '/projects', (context) => {
    const ids = listParameter(context, 'ids')?.map(Number)
    const all = [...context.world.projects.values()].filter((project) => ids === undefined || ids.includes(project.id))
    return paginateById(context, sortProjects(context, filterProjects(context, all)), projectListEntity(context))
  }),
  route('GET', '/projects/:id/forks', (context) => {
    const { id } = findProject(context)
    const forks = [...context.world.projects.values()].filter((project) => project.forkedFromId === id)
    return paginateById(context, filterProjects(context, forks), projectListEntity(context))
  }),
  route('GET', '/projects/:id/languages', (context) => {
    findProject(context)
    return json({})
  }),
  route('GET', '/projects/:id', (context) => json(projectEntity(context, findProject(context)))),
]

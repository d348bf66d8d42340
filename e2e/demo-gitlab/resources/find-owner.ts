// The project or group that a route names, as far as the asking user may see it.
import type { Context } from '../http/context.ts'
import { forbidden, notFound, Refusal } from '../http/refusal.ts'
import type { Group } from '../world/group.ts'
import type { Project } from '../world/project.ts'

/** By number or full path. Unknown or invisible: 404. Under an old path: 301 for GET, else 405 (`lib/api/helpers.rb`). */
export function findProject(context: Context): Project {
  const id = context.params.id ?? ''
  const project = context.world.project(/^\d+$/.test(id) ? Number(id) : id)
  if (project !== undefined && context.world.canSeeProject(context.user.id, project)) return project
  const moved = project === undefined ? context.world.movedProject(id) : undefined
  if (moved === undefined || !context.world.canSeeProject(context.user.id, moved)) throw notFound('Project')
  if (context.method !== 'GET' && context.method !== 'HEAD') {
    throw new Refusal(405, { message: 'Non GET methods are not allowed for moved projects' })
  }
  const location = `${context.url}/api/v4${context.path.replace(encodeURIComponent(id), String(moved.id))}`
  const query = context.rawQuery.size === 0 ? '' : `?${context.rawQuery}`
  const message = `This resource has been moved permanently to ${location}${query}`
  throw new Refusal(301, { message }, { location: `${location}${query}` })
}

/** The project, when the user has at least that role in it; else 403. */
export function findProjectAs(context: Context, role: number): Project {
  const project = findProject(context)
  if (context.world.projectAccess(context.user.id, project) < role) throw forbidden()
  return project
}

/** By number or full path. Unknown or invisible: 404. */
export function findGroup(context: Context): Group {
  const id = context.params.id ?? ''
  const group = context.world.group(/^\d+$/.test(id) ? Number(id) : id)
  if (group === undefined || !context.world.canSeeGroup(context.user.id, group)) throw notFound('Group')
  return group
}

export function findGroupAs(context: Context, role: number): Group {
  const group = findGroup(context)
  if (context.world.groupAccess(context.user.id, group) < role) throw forbidden()
  return group
}

/** Writing into an archived project is refused. */
export function refuseArchived(project: Project): void {
  if (project.archived) throw forbidden()
}

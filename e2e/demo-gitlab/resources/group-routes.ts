// Groups (`lib/api/groups.rb`).
import { groupEntity } from '../entities/group-entity.ts'
import { type Context, flagParameter, json, type Reply, type Route, route, textParameter } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import type { Group } from '../world/group.ts'
import { findGroup } from './find-owner.ts'
import { filterProjects, projectListEntity, sortProjects } from './project-routes.ts'

function listGroups(context: Context, groups: Group[]): Reply {
  const { world, user } = context
  const search = textParameter(context, 'search')?.toLowerCase()
  const least = Number(textParameter(context, 'min_access_level') ?? (flagParameter(context, 'owned') ? 50 : 0))
  const shown = groups.filter(
    (group) =>
      world.canSeeGroup(user.id, group) &&
      (least === 0 || world.groupAccess(user.id, group) >= least) &&
      (search === undefined || `${group.fullPath} ${group.name}`.toLowerCase().includes(search)),
  )
  const sorted = shown.sort((a, b) => (a.fullPath < b.fullPath ? -1 : 1))
  return paginate(context, sorted, (group) => groupEntity(context, group))
}

export const groupRoutes: Route[] = [
  route('GET', '/groups', (context) => {
    const onlyTop = flagParameter(context, 'top_level_only') ?? false
    const all = [...context.world.groups.values()]
    return listGroups(
      context,
      all.filter((group) => !onlyTop || group.parentId === null),
    )
  }),
  route('GET', '/groups/:id', (context) => json(groupEntity(context, findGroup(context)))),
  route('GET', '/groups/:id/subgroups', (context) =>
    listGroups(context, [...context.world.subgroups(findGroup(context))]),
  ),
  route('GET', '/groups/:id/descendant_groups', (context) =>
    listGroups(context, context.world.descendants(findGroup(context))),
  ),
  route('GET', '/groups/:id/projects', (context) => {
    const deep = flagParameter(context, 'include_subgroups') ?? false
    const projects = context.world.projectsIn(findGroup(context), deep)
    return paginate(context, sortProjects(context, filterProjects(context, projects)), projectListEntity(context))
  }),
]

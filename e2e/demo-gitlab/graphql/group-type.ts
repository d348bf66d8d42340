// A group and what is in it (`app/graphql/types/group_type.rb`).
import type { Group } from '../world/group.ts'
import type { Project } from '../world/project.ts'
import { connection, type GraphqlContext, type ObjectType, object, scalar } from './field.ts'
import { groupRunners } from './runner-types.ts'
import { sortVariables } from './variable-types.ts'

/** Projects for GraphQL's arguments: archived ones are in unless told otherwise, as in `NamespaceProjectsResolver`. */
export function chooseProjects(projects: Project[], args: Record<string, unknown>, context: GraphqlContext): Project[] {
  const { world, user } = context
  const ids = Array.isArray(args.ids) ? args.ids.map((id) => Number(String(id).split('/').at(-1))) : undefined
  const paths = Array.isArray(args.fullPaths) ? args.fullPaths.map(String) : undefined
  const search = typeof args.search === 'string' ? args.search.toLowerCase() : undefined
  return projects.filter(
    (project) =>
      world.canSeeProject(user.id, project) &&
      (args.includeArchived !== false || !project.archived) &&
      (ids === undefined || ids.includes(project.id)) &&
      (paths === undefined || paths.includes(project.fullPath)) &&
      (search === undefined || project.fullPath.toLowerCase().includes(search)) &&
      (args.membership !== true || world.projectAccess(user.id, project) > 0),
  )
}

export const groupType: ObjectType = {
  id: scalar<Group>(({ id }) => `gid://gitlab/Group/${id}`),
  name: scalar<Group>(({ name }) => name),
  path: scalar<Group>(({ path }) => path),
  fullPath: scalar<Group>(({ fullPath }) => fullPath),
  fullName: scalar<Group>((group, _args, { world }) =>
    [...world.ancestry(group)]
      .reverse()
      .map((one) => one.name)
      .join(' / '),
  ),
  description: scalar<Group>(({ description }) => description),
  visibility: scalar<Group>(({ visibility }) => visibility),
  webUrl: scalar<Group>(({ fullPath }, _args, { url }) => `${url}/groups/${fullPath}`),
  parent: object<Group>('Group', ({ parentId }, _args, { world }) =>
    parentId === null ? null : (world.group(parentId) ?? null),
  ),
  maxAccessLevel: object<Group>('AccessLevel', (group, _args, { world, user }) => world.groupAccess(user.id, group)),
  ciVariables: connection<Group>(
    'CiGroupVariable',
    (group, args, { world, user }) =>
      world.groupAccess(user.id, group) >= 50 ? sortVariables(group.variables, args.sort) : null,
    { args: ['sort'] },
  ),
  runners: groupRunners,
  projects: connection<Group>(
    'Project',
    (group, args, context) =>
      chooseProjects(context.world.projectsIn(group, args.includeSubgroups === true), args, context),
    {
      args: [
        'includeSubgroups',
        'includeSiblingProjects',
        'includeArchived',
        'notAimedForDeletion',
        'search',
        'sort',
        'ids',
      ],
      resolver: 11,
    },
  ),
  descendantGroups: connection<Group>(
    'Group',
    (group, args, { world, user }) => {
      const all = args.includeParentDescendants === false ? world.subgroups(group) : world.descendants(group)
      return all.filter((one) => world.canSeeGroup(user.id, one))
    },
    { args: ['includeParentDescendants', 'owned', 'search', 'sort', 'ids'], fixed: 5 },
  ),
}

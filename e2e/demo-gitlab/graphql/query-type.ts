// The root of a query (`app/graphql/types/query_type.rb`).
import { connection, type ObjectType, object } from './field.ts'
import { chooseProjects } from './group-type.ts'
import { sortVariables } from './variable-types.ts'

export const queryType: ObjectType = {
  queryComplexity: object<unknown>('QueryComplexity', () => ({})),
  metadata: object<unknown>('Metadata', () => ({}), [], 1),
  currentUser: object<unknown>('CurrentUser', (_parent, _args, { user }) => user),
  group: object<unknown>(
    'Group',
    (_parent, { fullPath }, { world, user }) => {
      const group = world.group(String(fullPath))
      return group !== undefined && world.canSeeGroup(user.id, group) ? group : null
    },
    ['fullPath'],
  ),
  project: object<unknown>(
    'Project',
    (_parent, { fullPath }, { world, user }) => {
      const project = world.project(String(fullPath))
      return project !== undefined && world.canSeeProject(user.id, project) ? project : null
    },
    ['fullPath'],
  ),
  groups: connection<unknown>(
    'Group',
    (_parent, args, { world, user }) =>
      [...world.groups.values()].filter(
        (group) =>
          world.canSeeGroup(user.id, group) &&
          (args.topLevelOnly !== true || group.parentId === null) &&
          (args.ownedOnly !== true || world.groupAccess(user.id, group) >= 50) &&
          (typeof args.search !== 'string' || group.fullPath.includes(args.search)),
      ),
    { args: ['search', 'sort', 'ids', 'topLevelOnly', 'ownedOnly', 'markedForDeletionOn'] },
  ),
  projects: connection<unknown>(
    'Project',
    (_parent, args, context) => chooseProjects([...context.world.projects.values()], args, context),
    {
      args: ['ids', 'fullPaths', 'membership', 'search', 'sort', 'includeArchived', 'archived', 'active'],
      resolver: 11,
    },
  ),
  ciVariables: connection<unknown>(
    'CiInstanceVariable',
    (_parent, args, { world, user }) => (user.admin ? sortVariables(world.instanceVariables, args.sort) : null),
    { args: ['sort'] },
  ),
}

// People and namespaces (`lib/api/users.rb`, `lib/api/namespaces.rb`).
import { userEntity } from '../entities/user-entity.ts'
import { type Context, json, type Route, route, textParameter } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { notFound } from '../http/refusal.ts'
import type { Group } from '../world/group.ts'

function namespaceEntity({ url, world, user }: Context, group: Group): Record<string, unknown> {
  return {
    id: group.id,
    name: group.name,
    path: group.path,
    kind: 'group',
    full_path: group.fullPath,
    parent_id: group.parentId,
    avatar_url: null,
    web_url: `${url}/groups/${group.fullPath}`,
    ...(world.groupAccess(user.id, group) >= 50 ? { members_count_with_descendants: group.members.length } : {}),
  }
}

export const userRoutes: Route[] = [
  route('GET', '/users', (context) => {
    const [username, search] = [textParameter(context, 'username'), textParameter(context, 'search')]
    const found = context.world.users.filter(
      (user) =>
        (username === undefined || user.username === username) &&
        (search === undefined || `${user.username} ${user.name}`.toLowerCase().includes(search.toLowerCase())),
    )
    return paginate(context, found, (user) => userEntity(user.id, context.url))
  }),
  route('GET', '/users/:user', (context) => {
    const found = context.world.users.find(({ id }) => id === Number(context.params.user))
    if (found === undefined) throw notFound('User')
    return json(userEntity(found.id, context.url))
  }),
  route('GET', '/namespaces', (context) => {
    const groups = [...context.world.groups.values()].filter((group) =>
      context.world.canSeeGroup(context.user.id, group),
    )
    return paginate(context, groups, (group) => namespaceEntity(context, group))
  }),
  route('GET', '/namespaces/:id', (context) => {
    const id = context.params.id ?? ''
    const group = context.world.group(/^\d+$/.test(id) ? Number(id) : id)
    if (group === undefined || !context.world.canSeeGroup(context.user.id, group)) throw notFound('Namespace')
    return json(namespaceEntity(context, group))
  }),
]

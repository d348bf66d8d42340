// Members of projects and groups; `members/all` counts the inherited ones in (`lib/api/members.rb`).
import { userEntity } from '../entities/user-entity.ts'
import { type Context, json, type Route, route } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { notFound } from '../http/refusal.ts'
import type { Member } from '../world/group.ts'
import { findGroup, findProject } from './find-owner.ts'

function entity({ url }: Context, { userId, accessLevel }: Member): Record<string, unknown> {
  return {
    ...userEntity(userId, url),
    access_level: accessLevel,
    expires_at: null,
    created_at: '2025-02-03T10:00:00.000Z',
    membership_state: 'active',
  }
}

/** One entry per person, with the highest role. */
function merged(members: Member[]): Member[] {
  const best = new Map<number, Member>()
  for (const member of members) {
    const known = best.get(member.userId)
    if (known === undefined || known.accessLevel < member.accessLevel) best.set(member.userId, member)
  }
  return [...best.values()]
}

function projectMembers(context: Context): Member[] {
  const project = findProject(context)
  const inherited = context.world.ancestry(context.world.groupOf(project)).flatMap(({ members }) => members)
  return merged([...project.members, ...inherited])
}

function groupMembers(context: Context): Member[] {
  return merged(context.world.ancestry(findGroup(context)).flatMap(({ members }) => members))
}

function routesAt(base: string, all: (context: Context) => Member[], own: (context: Context) => Member[]): Route[] {
  return [
    route('GET', `${base}/members`, (context) => paginate(context, own(context), (one) => entity(context, one))),
    route('GET', `${base}/members/all`, (context) => paginate(context, all(context), (one) => entity(context, one))),
    route('GET', `${base}/members/all/:user`, (context) => one(context, all(context))),
    route('GET', `${base}/members/:user`, (context) => one(context, own(context))),
  ]
}

function one(context: Context, members: Member[]) {
  const found = members.find(({ userId }) => userId === Number(context.params.user))
  if (found === undefined) throw notFound()
  return json(entity(context, found))
}

export const memberRoutes: Route[] = [
  ...routesAt('/projects/:id', projectMembers, (context) => findProject(context).members),
  ...routesAt('/groups/:id', groupMembers, (context) => findGroup(context).members),
]

// Members of a project or group by name, for who can be asked and assigned.
import { z } from 'zod'
import type { GitlabClient } from './gitlab-client'
import { parseAnswer } from './parse-answer'

export type NamedMember = { id: number; name: string; level: number }

const schema = z.array(
  z.object({
    id: z.number(),
    username: z.string(),
    access_level: z.number(),
    state: z.string().nullish(),
    membership_state: z.string().nullish(),
  }),
)

/** The user that an access token of a project or group acts as (docs.gitlab.com/user/project/settings/project_access_tokens). */
const bot = /^(project|group)_\d+_bot/

/**
 * With those that it inherits, each by the highest level (docs.gitlab.com/api/project_members). Blocked people, those who wait
 * for approval and bots are left out. Fails with `GitlabError`.
 */
export async function readPeople(
  client: GitlabClient,
  where: { project: number } | { group: string },
): Promise<NamedMember[]> {
  const options = { includeInherited: true, perPage: 100 } as const
  const found: unknown =
    'project' in where
      ? await client.rest.ProjectMembers.all(where.project, options)
      : await client.rest.GroupMembers.all(where.group, options)
  const best = new Map<number, NamedMember>()
  for (const { id, username, access_level: level, state, membership_state: membership } of parseAnswer(schema, found)) {
    if ((state ?? 'active') !== 'active' || (membership ?? 'active') !== 'active' || bot.test(username)) continue
    best.set(id, { id, name: username, level: Math.max(level, best.get(id)?.level ?? 0) })
  }
  return [...best.values()]
}

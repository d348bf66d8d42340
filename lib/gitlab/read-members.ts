// Who may push to a project: members with their access levels, and what protected names ask for. No names of people.
import { z } from 'zod'
import type { ProjectPeople, RefRight } from '@/lib/core/trust/job-history'
import type { GitlabClient } from './gitlab-client'
import { parseAnswer } from './parse-answer'

const membersSchema = z.array(
  z.object({
    id: z.number(),
    access_level: z.number(),
    state: z.string().nullish(),
    membership_state: z.string().nullish(),
  }),
)

/**
 * Members of a project with those that it inherits or was shared with, each by the highest level
 * (docs.gitlab.com/api/project_members). Blocked people and those who wait for approval are left out.
 */
export async function readMembers(client: GitlabClient, projectId: number): Promise<ProjectPeople['members']> {
  const found: unknown = await client.rest.ProjectMembers.all(projectId, { includeInherited: true, perPage: 100 })
  const best = new Map<number, number>()
  for (const { id, access_level: level, state, membership_state: membership } of parseAnswer(membersSchema, found)) {
    if ((state ?? 'active') !== 'active' || (membership ?? 'active') !== 'active') continue
    best.set(id, Math.max(level, best.get(id) ?? 0))
  }
  return [...best].map(([id, level]) => ({ id, level }))
}

const levelSchema = z.object({
  access_level: z.number().nullish(),
  user_id: z.number().nullish(),
  group_id: z.number().nullish(),
  deploy_key_id: z.number().nullish(),
})

type Level = z.infer<typeof levelSchema>

const branchesSchema = z.array(
  z.object({
    name: z.string(),
    push_access_levels: z.array(levelSchema).default([]),
    merge_access_levels: z.array(levelSchema).default([]),
  }),
)

/** Both rights count, since either is enough to run a pipeline there (GitLab `lib/gitlab/user_access.rb`, can_update_branch?). */
export async function readBranchRights(client: GitlabClient, projectId: number): Promise<RefRight[]> {
  const found: unknown = await client.rest.ProtectedBranches.all(projectId, { perPage: 100 })
  return parseAnswer(branchesSchema, found).map(({ name, push_access_levels: push, merge_access_levels: merge }) =>
    rightOf(name, [...push, ...merge]),
  )
}

const tagsSchema = z.array(z.object({ name: z.string(), create_access_levels: z.array(levelSchema).default([]) }))

export async function readTagRights(client: GitlabClient, projectId: number): Promise<RefRight[]> {
  const found: unknown = await client.rest.ProtectedTags.all(projectId, { perPage: 100 })
  return parseAnswer(tagsSchema, found).map(({ name, create_access_levels: levels }) => rightOf(name, levels))
}

/** Level 0 is no one; an entry for a person, group or key repeats a level that means nothing. */
function rightOf(name: string, entries: Level[]): RefRight {
  const named = (entry: Level) => entry.user_id != null || entry.group_id != null || entry.deploy_key_id != null
  const levels = entries.filter((entry) => !named(entry)).map((entry) => entry.access_level ?? 0)
  const allowed = levels.filter((level) => level > 0)
  return {
    name,
    level: allowed.length > 0 ? Math.min(...allowed) : null,
    people: [...new Set(entries.flatMap(({ user_id: id }) => (id == null ? [] : [id])))],
    others: entries.some((entry) => entry.group_id != null || entry.deploy_key_id != null),
  }
}

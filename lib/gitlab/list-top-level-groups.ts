// The top-level groups that a token sees, for a scan without GITLAB_INCLUDE.
import { z } from 'zod'
import type { GitlabClient } from './gitlab-client'
import { parseAnswer } from './parse-answer'

const schema = z.array(z.object({ full_path: z.string() }))

export async function listTopLevelGroups(client: GitlabClient): Promise<string[]> {
  const groups: unknown = await client.rest.Groups.all({ topLevelOnly: true, perPage: 100 })
  return parseAnswer(schema, groups).map((group) => group.full_path)
}

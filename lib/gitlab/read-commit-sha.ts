// The commit that a ref of a project names now.
import { z } from 'zod'
import type { GitlabClient } from './gitlab-client'
import { GitlabError } from './gitlab-error'
import { parseAnswer } from './parse-answer'

/** `ref` null is the default branch. Null: no such project or ref, or not shown to the token. */
export async function readCommitSha(client: GitlabClient, project: string, ref: string | null): Promise<string | null> {
  try {
    const found: unknown = await client.rest.Commits.show(project, ref ?? 'HEAD')
    return parseAnswer(z.object({ id: z.string() }), found).id
  } catch (error) {
    if (error instanceof GitlabError && (error.status === 404 || error.status === 403)) return null
    throw error
  }
}

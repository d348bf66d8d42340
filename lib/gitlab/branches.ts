// Branches: is there one, with which commit, and away with it.
import { z } from 'zod'
import type { GitlabClient } from './gitlab-client'
import { GitlabError } from './gitlab-error'
import { parseAnswer } from './parse-answer'

const schema = z.object({ commit: z.object({ id: z.string(), message: z.string() }) })

/** Its newest commit; null where there is no such branch. */
export async function findBranch(
  client: GitlabClient,
  project: number,
  name: string,
): Promise<{ head: string; message: string } | null> {
  try {
    const found: unknown = await client.rest.Branches.show(project, name)
    const { commit } = parseAnswer(schema, found)
    return { head: commit.id, message: commit.message }
  } catch (error) {
    if (error instanceof GitlabError && error.status === 404) return null
    throw error
  }
}

/** A branch that is gone already counts as removed. */
export async function removeBranch(client: GitlabClient, project: number, name: string): Promise<void> {
  try {
    await client.rest.Branches.remove(project, name)
  } catch (error) {
    if (!(error instanceof GitlabError && error.status === 404)) throw error
  }
}

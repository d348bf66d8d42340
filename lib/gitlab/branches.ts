// Branches: does one exist, and away with it.
import type { GitlabClient } from './gitlab-client'
import { GitlabError } from './gitlab-error'

export async function branchExists(client: GitlabClient, project: number, name: string): Promise<boolean> {
  try {
    await client.rest.Branches.show(project, name)
    return true
  } catch (error) {
    if (error instanceof GitlabError && error.status === 404) return false
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

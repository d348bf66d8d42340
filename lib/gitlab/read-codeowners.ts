// CODEOWNERS of a project's default branch, where GitLab itself looks for it.
import { codeownersPaths } from '@/lib/core/inventory/codeowners'
import type { GitlabClient } from './gitlab-client'
import { readFile } from './read-file'

/** The text of the first file there is; null when there is none. One to three requests; fails with `GitlabError`. */
export async function readCodeowners(client: GitlabClient, project: number | string): Promise<string | null> {
  for (const path of codeownersPaths) {
    const found = await readFile(client, project, path, 'HEAD')
    if (found) return found.text
  }
  return null
}

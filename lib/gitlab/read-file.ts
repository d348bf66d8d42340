// One file of a repository at a ref, with the commit that last changed it.
import { z } from 'zod'
import type { GitlabClient } from './gitlab-client'
import { GitlabError } from './gitlab-error'
import { parseAnswer } from './parse-answer'

const schema = z.object({ content: z.string(), encoding: z.string(), last_commit_id: z.string() })

/**
 * Null when there is no such file or ref (404). The text keeps every byte that is UTF-8, the byte order mark too; `exact` is
 * false where other bytes were in the file, so that the text must not be written back.
 */
export async function readFile(
  client: GitlabClient,
  project: number | string,
  path: string,
  ref: string,
): Promise<{ text: string; exact: boolean; lastCommitId: string } | null> {
  try {
    const found: unknown = await client.rest.RepositoryFiles.show(project, path, ref)
    const file = parseAnswer(schema, found)
    const bytes = Buffer.from(file.content, file.encoding === 'base64' ? 'base64' : 'utf8')
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    return { text, exact: Buffer.from(text, 'utf8').equals(bytes), lastCommitId: file.last_commit_id }
  } catch (error) {
    if (error instanceof GitlabError && error.status === 404) return null
    throw error
  }
}

// A new branch with one commit (POST /projects/:id/repository/commits with start_branch, lib/api/commits.rb).
import type { CommitAction } from '@gitbeaker/rest'
import { z } from 'zod'
import type { GitlabClient } from './gitlab-client'
import { GitlabError } from './gitlab-error'
import { parseAnswer } from './parse-answer'

export type FileAction = {
  path: string
  action: 'create' | 'update' | 'delete'
  content: string | null
  lastCommitId: string | null
}

export type CommitRefusal =
  | 'changed_since'
  | 'branch_exists'
  | 'file_exists'
  | 'file_missing'
  | 'protected'
  | 'push_rule'

/** The new commit, or why GitLab refused it, told apart by its known texts. Other failures are thrown. */
export async function commitBranch(
  client: GitlabClient,
  project: number,
  branch: { name: string; startBranch: string; message: string; actions: FileAction[] },
): Promise<{ head: string } | { refused: CommitRefusal }> {
  const actions: CommitAction[] = branch.actions.map((file) => ({
    action: file.action,
    filePath: file.path,
    ...(file.content === null
      ? {}
      : { content: Buffer.from(file.content, 'utf8').toString('base64'), encoding: 'base64' as const }),
    ...(file.lastCommitId === null ? {} : { lastCommitId: file.lastCommitId }),
  }))
  try {
    const { name, message, startBranch } = branch
    const made: unknown = await client.rest.Commits.create(project, name, message, actions, { startBranch })
    return { head: parseAnswer(z.object({ id: z.string() }), made).id }
  } catch (error) {
    if (!(error instanceof GitlabError) || (error.status !== 400 && error.status !== 403)) throw error
    if (error.says(/has changed since you started editing it/i)) return { refused: 'changed_since' }
    if (error.says(/branch .*already exists/i)) return { refused: 'branch_exists' }
    if (error.says(/file with this name already exists/i)) return { refused: 'file_exists' }
    if (error.says(/file with this name doesn't exist/i)) return { refused: 'file_missing' }
    if (error.says(/protected branch|not allowed to (push|create)/i)) return { refused: 'protected' }
    if (error.status === 403) throw error
    return { refused: 'push_rule' }
  }
}

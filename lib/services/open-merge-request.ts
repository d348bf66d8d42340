// One merge request: branch first, then GitLab's own lint of it, then the request; at any step it can be killed and called again.
import type { StoredMergeRequest } from '@/lib/db/merge-request-repository'
import { findBranch, removeBranch } from '@/lib/gitlab/branches'
import { type CommitRefusal, commitBranch } from '@/lib/gitlab/commit-branch'
import type { GitlabClient } from '@/lib/gitlab/gitlab-client'
import { lintCi } from '@/lib/gitlab/lint-ci'
import { createMergeRequest, findMergeRequest } from '@/lib/gitlab/merge-requests'
import type { PlannedMergeRequest } from './plan-merge-requests'

export type Outcome = Partial<
  Pick<StoredMergeRequest, 'iid' | 'url' | 'message' | 'draft' | 'head' | 'needs' | 'assignee'>
> &
  Pick<StoredMergeRequest, 'state'>

const refusals: Record<CommitRefusal, string> = {
  changed_since: 'A file was changed in the meantime. Scan again, then preview again.',
  branch_exists: 'The branch was made by somebody else in the meantime. Try again.',
  file_exists: 'A file that was to be new exists by now. Scan again, then preview again.',
  file_missing: 'A file that was to be changed is gone. Scan again, then preview again.',
  protected:
    'A protection rule does not let the write token make branches named cutover/*. Allow it, or use another token.',
  push_rule:
    'GitLab refused the commit, most likely by a push rule (commit message, author or branch name). See the project’s push rules.',
}

/** `row` is what is known of an earlier try. A merge request that people closed is not opened again; one that Cutover superseded is. */
export async function openMergeRequest(
  client: GitlabClient,
  planned: PlannedMergeRequest,
  row: Pick<StoredMergeRequest, 'state'>,
): Promise<Outcome> {
  const { item, projectId } = planned
  const branches = { project: projectId, source: item.branch, target: item.targetBranch }
  // A branch that exists was made by an earlier try and is never pushed to again.
  const before = await findBranch(client, projectId, item.branch)
  const made = before ?? (await commit(client, planned))
  if ('refused' in made) return { state: 'refused', message: refusals[made.refused] }
  const ours = before === null || before.message.trim() === planned.commitMessage.trim()
  const head = ours ? made.head : null
  const found = await findMergeRequest(client, branches)
  const existing = found?.state === 'closed' && row.state === 'superseded' ? null : found
  if (existing && existing.state !== 'open')
    return { state: existing.state, iid: existing.iid, url: existing.url, message: null }
  if (item.kind === 'ci' && !existing) {
    const lint = await lintCi(client, projectId, item.branch)
    if (!lint?.valid) {
      const removed = await removeBranch(client, projectId, item.branch).then(
        () => 'The branch was removed.',
        () => `GitLab did not let the branch ${item.branch} be removed.`,
      )
      const errors = lint ? lint.errors.join('; ') : 'GitLab found no configuration on the branch'
      return {
        state: 'invalid',
        message: `GitLab does not accept the changed CI configuration: ${errors}. ${removed}`,
      }
    }
  }
  const opened = existing ?? (await createMergeRequest(client, branches, item, planned.assigneeId))
  const { needs } = planned
  const { state, iid, url, draft } = opened
  return { state, iid, url, message: null, draft, head, needs, assignee: opened.assignees[0] ?? null }
}

function commit(
  client: GitlabClient,
  { item, projectId, commitMessage, lastCommits }: PlannedMergeRequest,
): ReturnType<typeof commitBranch> {
  return commitBranch(client, projectId, {
    name: item.branch,
    startBranch: item.targetBranch,
    message: commitMessage,
    actions: item.files.map(({ path, action, after }) => ({
      path,
      action,
      content: after,
      lastCommitId: lastCommits[path] ?? null,
    })),
  })
}

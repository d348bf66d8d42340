// Reads back from GitLab what became of the merge requests that are open.
import { findMergeRequests, updateMergeRequest } from '@/lib/db/merge-request-repository'
import { gitlabSettings } from '@/lib/env'
import { makeGitlabClient } from '@/lib/gitlab/gitlab-client'
import { readMergeRequest } from '@/lib/gitlab/merge-requests'

export async function refreshMergeRequests(): Promise<void> {
  const settings = gitlabSettings()
  if (!settings?.scanToken) return
  const client = makeGitlabClient(settings, settings.scanToken)
  for (const row of await findMergeRequests()) {
    if (row.state !== 'open' || row.iid === null) continue
    const now = await readMergeRequest(client, row.project, row.iid)
    // Gone or hidden is unknown: the row keeps its state and says so.
    if (!now)
      await updateMergeRequest(row.id, { message: 'GitLab does not show this merge request to the token any more.' })
    else if (now.state !== row.state || row.message !== null)
      await updateMergeRequest(row.id, { state: now.state, message: null })
  }
}

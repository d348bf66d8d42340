// Reads back from GitLab what became of the merge requests.
import { findMergeRequests, type StoredMergeRequest, updateMergeRequest } from '@/lib/db/merge-request-repository'
import { gitlabSettings } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { type GitlabClient, makeGitlabClient } from '@/lib/gitlab/gitlab-client'
import { readMergeRequest } from '@/lib/gitlab/merge-requests'

/** Open ones, and the latest of each project and kind where people closed it: they may open it again. One that fails does not stop the rest. */
export async function refreshMergeRequests(): Promise<void> {
  const settings = gitlabSettings()
  if (!settings?.scanToken) return
  const client = makeGitlabClient(settings, settings.scanToken)
  const latest = new Set<string>()
  for (const row of await findMergeRequests()) {
    const name = `${row.kind}:${row.project}`
    const newest = !latest.has(name)
    latest.add(name)
    if (row.state === 'open' || (row.state === 'closed' && newest)) await refresh(client, row)
  }
}

async function refresh(client: GitlabClient, row: StoredMergeRequest): Promise<void> {
  if (row.iid === null) return
  try {
    const now = await readMergeRequest(client, row.project, row.iid)
    // Gone or hidden is unknown: the row keeps its state and says so.
    const state = now?.state ?? row.state
    const message = now ? null : 'GitLab does not show this merge request to the token any more.'
    if (state !== row.state || message !== row.message) await updateMergeRequest(row.id, { state, message })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
}

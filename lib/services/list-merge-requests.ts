// The merge requests that Cutover opened or tried to open, as last read back.
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { findMergeRequests } from '@/lib/db/merge-request-repository'

export async function listMergeRequests(): Promise<MergeRequestRow[]> {
  const rows = await findMergeRequests()
  return rows.map(({ project, kind, branch, state, url, title, message, updatedAt }) => ({
    project,
    kind,
    branch,
    state,
    url,
    title,
    message,
    updatedAt,
  }))
}

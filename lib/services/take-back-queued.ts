// Queued merge requests that people no longer want: nothing of them is in GitLab yet.
import { deleteQueuedMergeRequests } from '@/lib/db/merge-request-repository'

/** What the worker took meanwhile stays. */
export async function takeBackQueued(ids: string[]): Promise<void> {
  await deleteQueuedMergeRequests(ids)
}

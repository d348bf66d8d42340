// Keeps why people closed a merge request without a merge.
import type { CloseReason } from '@/lib/core/render/merge-request-row'
import { findMergeRequests, updateMergeRequest } from '@/lib/db/merge-request-repository'
import { AppError } from '@/lib/errors'

/** Fails with `stale` where it is not closed any more. */
export async function explainClose(id: string, closeReason: CloseReason, note: string): Promise<void> {
  const row = (await findMergeRequests()).find((one) => one.id === id)
  if (row?.state !== 'closed') throw new AppError('stale')
  await updateMergeRequest(id, { closeReason, closeNote: note.trim() === '' ? null : note.trim() })
}

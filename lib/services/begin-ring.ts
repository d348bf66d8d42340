// A person begins a ring that would wait still: an earlier request was closed, or they do not want to wait.
import { findMergeRequests } from '@/lib/db/merge-request-repository'
import { AppError } from '@/lib/errors'
import { beginRing } from './open-merge-requests'

/** Fails with `stale` where nothing of this ring waits any more. */
export async function beginRingNow(batch: string, ring: number): Promise<void> {
  const rows = (await findMergeRequests()).filter(
    (row) => row.batch === batch && row.ring === ring && row.state === 'queued' && row.openAfter === null,
  )
  if (rows.length === 0) throw new AppError('stale')
  await beginRing(rows)
}

// Puts work in the queue; the worker takes it from there.
import type { JobTicket } from '@/lib/core/inventory/job-state'
import { queueMergeRequests, type Rings } from '@/lib/services/queue-merge-requests'
import { requestJobHistory } from '@/lib/services/read-job-history'
import { requestOwners } from '@/lib/services/read-owners'
import { requestScan } from '@/lib/services/request-scan'
import type { JobName } from './definitions'
import { jobQueue } from './job-queue'

/** A scan that waits or runs already is taken instead of a second one. */
export async function enqueueScan(who: string): Promise<{ id: string }> {
  const id = await requestScan(who)
  const boss = await jobQueue()
  await boss.send('scan', { scanId: id })
  return { id }
}

export async function enqueueMergeRequests(hash: string, rings: Rings, who: string): Promise<void> {
  await queueMergeRequests(hash, rings, who)
  const boss = await jobQueue()
  await boss.send('open-merge-requests', {})
}

export async function enqueueReadyMergeRequests(ids: string[], who: string): Promise<JobTicket> {
  const boss = await jobQueue()
  const id = await boss.send('ready-merge-requests', { ids, who })
  return id === null ? null : { queue: 'ready-merge-requests', id }
}

export const enqueueRefreshMergeRequests = () => enqueueOnce('refresh-merge-requests')

export const enqueueCheck = () => enqueueOnce('check-gitlab')

export const enqueueReadVaults = () => enqueueOnce('read-vaults')

/** One job in two seconds and one that waits for the next two; whoever asks more often gets null. */
async function enqueueOnce(queue: JobName): Promise<JobTicket> {
  const boss = await jobQueue()
  const id = await boss.send(queue, {}, { singletonKey: 'now', singletonSeconds: 2, singletonNextSlot: true })
  return id === null ? null : { queue, id }
}

/** A reading that waits or runs already goes on instead of a second one. */
export async function enqueueJobHistory(who: string): Promise<void> {
  await requestJobHistory(who)
  const boss = await jobQueue()
  await boss.send('read-job-history', {}, { singletonKey: 'one', singletonSeconds: 5 })
}

/** A reading that waits or runs already goes on instead of a second one. */
export async function enqueueOwners(who: string): Promise<void> {
  await requestOwners(who)
  const boss = await jobQueue()
  await boss.send('read-owners', {}, { singletonKey: 'one', singletonSeconds: 5 })
}

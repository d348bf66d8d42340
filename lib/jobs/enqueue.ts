// Puts work in the queue; the worker takes it from there.
import { queueMergeRequests, type Rings } from '@/lib/services/queue-merge-requests'
import { requestJobHistory } from '@/lib/services/read-job-history'
import { requestOwners } from '@/lib/services/read-owners'
import { requestScan } from '@/lib/services/request-scan'
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

export async function enqueueReadyMergeRequests(ids: string[], who: string): Promise<void> {
  const boss = await jobQueue()
  await boss.send('ready-merge-requests', { ids, who })
}

export async function enqueueRefreshMergeRequests(): Promise<void> {
  const boss = await jobQueue()
  await boss.send('refresh-merge-requests', {}, { singletonKey: 'one', singletonSeconds: 5 })
}

export async function enqueueCheck(): Promise<void> {
  const boss = await jobQueue()
  await boss.send('check-gitlab', {}, { singletonKey: 'one', singletonSeconds: 5 })
}

export async function enqueueReadVaults(): Promise<void> {
  const boss = await jobQueue()
  await boss.send('read-vaults', {}, { singletonKey: 'now', singletonSeconds: 2 })
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

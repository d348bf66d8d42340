// Puts work in the queue; the worker takes it from there.
import { createScan, findActiveScan } from '@/lib/db/scan-repository'
import { withAdvisoryLock } from '@/lib/db/with-advisory-lock'
import { jobQueue } from './job-queue'

/** A scan that waits or runs already is taken instead of a second one. */
export async function enqueueScan(who: string): Promise<{ id: string }> {
  let id: string | null = null
  while (id === null) {
    await withAdvisoryLock('enqueue scan', async () => {
      id = (await findActiveScan())?.id ?? (await createScan(who))
    })
  }
  const boss = await jobQueue()
  await boss.send('scan', { scanId: id })
  return { id }
}

export async function enqueueMergeRequests(hash: string, projects: string[], who: string): Promise<void> {
  const boss = await jobQueue()
  await boss.send('open-merge-requests', { hash, projects, who })
}

export async function enqueueRefreshMergeRequests(): Promise<void> {
  const boss = await jobQueue()
  await boss.send('refresh-merge-requests', {}, { singletonKey: 'one', singletonSeconds: 5 })
}

export async function enqueueCheck(): Promise<void> {
  const boss = await jobQueue()
  await boss.send('check-gitlab', {}, { singletonKey: 'one', singletonSeconds: 5 })
}

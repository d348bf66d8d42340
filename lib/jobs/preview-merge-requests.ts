// Asks the worker for a preview, since only it can see the repositories, and waits for it.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@/lib/errors'
import { findPreview, type MergeRequestPreview } from '@/lib/services/merge-request-preview'
import { jobQueue } from './job-queue'

const longestWaitSeconds = 120

/** Fails with `worker_busy` when no worker made it in two minutes. */
export async function previewMergeRequests(): Promise<MergeRequestPreview> {
  const request = randomUUID()
  const boss = await jobQueue()
  await boss.send('preview-merge-requests', { request })
  for (let waited = 0; waited < longestWaitSeconds * 1000; waited += 250) {
    const preview = await findPreview(request)
    if (preview) return preview
    await sleep(250)
  }
  throw new AppError('worker_busy')
}

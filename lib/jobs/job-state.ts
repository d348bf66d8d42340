// How far a job is, by its ticket: for pages that wait for what they asked for.
import { z } from 'zod'
import type { JobState } from '@/lib/core/inventory/job-state'
import { messages } from '@/lib/errors'
import type { JobName } from './definitions'
import { jobQueue } from './job-queue'

/** What the worker leaves with a job that it ended. */
const jobOutput = z.object({ failed: z.string().nullable() })

export type JobOutput = z.infer<typeof jobOutput>

/** A job that is not there any more is done: the queue keeps them for hours. */
export async function jobState(queue: JobName, id: string): Promise<JobState> {
  const boss = await jobQueue()
  const job = await boss.getJobById(queue, id, { includeArchive: true })
  if (!job) return { state: 'done' }
  if (job.state === 'created' || job.state === 'retry') return { state: 'waiting' }
  if (job.state === 'active') return { state: 'running' }
  if (job.state !== 'completed') return { state: 'failed', message: messages.unexpected }
  const output = jobOutput.safeParse(job.output)
  return output.success && output.data.failed !== null
    ? { state: 'failed', message: output.data.failed }
    : { state: 'done' }
}

// The worker process: takes jobs, goes on with scans that a killed worker left, shows by a heartbeat that it lives.
import { setInterval } from 'node:timers'
import { saveFact } from '@/lib/db/fact-repository'
import { findActiveScan } from '@/lib/db/scan-repository'
import { withAdvisoryLock } from '@/lib/db/with-advisory-lock'
import { AppError, messages } from '@/lib/errors'
import { openMergeRequests } from '@/lib/services/open-merge-requests'
import { resumeJobHistory } from '@/lib/services/read-job-history'
import { resumeOwners } from '@/lib/services/read-owners'
import { refreshStaleRows } from '@/lib/services/refresh-rows'
import { runScan } from '@/lib/services/run-scan'
import { scanInterval } from '@/lib/services/scan-schedule'
import { sendReminders } from '@/lib/services/send-reminders'
import { jobWork, queueNames } from './definitions'
import { jobQueue } from './job-queue'
import type { JobOutput } from './job-state'
import { startDueScan } from './start-due-scan'

const boss = await jobQueue(true)

for (const name of queueNames) {
  await boss.work(name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => {
    // What is returned is kept with the job: pages that wait for it read it.
    return job ? attempt(name, () => jobWork[name](job.data)) : undefined
  })
}

await boss.send('check-gitlab', {})
await boss.send('read-vaults', {})
await everySeconds(5, () => saveFact('worker_heartbeat', {}))
await everySeconds(5, async () => {
  const scan = await findActiveScan()
  if (scan) await runScan(scan.id)
})
if (scanInterval() === undefined)
  console.error('CUTOVER_SCAN_EVERY is no time such as 30m, 6h or 1d: no scan is started by itself.')
await everySeconds(30, startDueScan)
await everySeconds(5, async () => {
  await withAdvisoryLock('merge requests', openMergeRequests)
})
await everySeconds(30, refreshStaleRows)
await everySeconds(3600, async () => {
  await withAdvisoryLock('reminders', async () => {
    await sendReminders()
  })
})
await everySeconds(30, () => resumeJobHistory())
await everySeconds(30, () => resumeOwners())
await everySeconds(60, () => boss.send('read-vaults', {}, { singletonKey: 'one', singletonSeconds: 30 }))
await everySeconds(60, () => boss.send('refresh-merge-requests', {}, { singletonKey: 'one', singletonSeconds: 30 }))

/** Runs now and then again and again, never twice at once; a failure is told and does not end the worker. */
async function everySeconds(seconds: number, work: () => Promise<unknown>): Promise<void> {
  let busy = false
  const turn = async () => {
    if (busy) return
    busy = true
    await attempt('regular work', work)
    busy = false
  }
  setInterval(turn, seconds * 1000)
  if (seconds < 60) void turn()
}

async function attempt(name: string, work: () => Promise<unknown>): Promise<JobOutput> {
  try {
    await work()
    return { failed: null }
  } catch (error) {
    // The name only: a message from below can quote what was sent.
    console.error(`${name} failed: ${error instanceof Error ? error.name : 'unknown error'}`)
    return { failed: error instanceof AppError ? error.message : messages.unexpected }
  }
}

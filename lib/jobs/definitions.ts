// Every job: its name, the shape of its input, the service it calls.
import { z } from 'zod'
import { withAdvisoryLock } from '@/lib/db/with-advisory-lock'
import { checkGitlab } from '@/lib/services/check-gitlab'
import { openMergeRequests } from '@/lib/services/open-merge-requests'
import { previewMergeRequests } from '@/lib/services/preview-merge-requests'
import { resumeJobHistory } from '@/lib/services/read-job-history'
import { resumeOwners } from '@/lib/services/read-owners'
import { readVaults } from '@/lib/services/read-vaults'
import { readyMergeRequests } from '@/lib/services/ready-merge-requests'
import { refreshMergeRequests } from '@/lib/services/refresh-merge-requests'
import { runScan } from '@/lib/services/run-scan'

export const jobInputs = {
  scan: z.object({ scanId: z.uuid() }),
  'open-merge-requests': z.object({}),
  'preview-merge-requests': z.object({ request: z.string() }),
  'refresh-merge-requests': z.object({}),
  'ready-merge-requests': z.object({ ids: z.array(z.string()), who: z.string() }),
  'check-gitlab': z.object({}),
  'read-vaults': z.object({}),
  'read-job-history': z.object({}),
  'read-owners': z.object({}),
} as const

export type JobName = keyof typeof jobInputs

export const queueNames = Object.keys(jobInputs) as JobName[]

/** Input is parsed when the job is taken, since an older Cutover may have queued it. */
export const jobWork: Record<JobName, (input: unknown) => Promise<void>> = {
  scan: async (input) => runScan(jobInputs.scan.parse(input).scanId),
  'open-merge-requests': async () => {
    // One after the other, over all workers; the second finds what the first opened.
    await withAdvisoryLock('merge requests', openMergeRequests, { wait: true })
  },
  'preview-merge-requests': async (input) =>
    previewMergeRequests(jobInputs['preview-merge-requests'].parse(input).request),
  'refresh-merge-requests': async () => refreshMergeRequests(),
  'ready-merge-requests': async (input) => {
    const { ids, who } = jobInputs['ready-merge-requests'].parse(input)
    await readyMergeRequests(ids, who)
  },
  'check-gitlab': async () => {
    await checkGitlab()
  },
  // Never two at once: one that runs already reads the same.
  'read-vaults': async () => {
    await withAdvisoryLock('vaults', readVaults)
  },
  'read-job-history': async () => resumeJobHistory(),
  'read-owners': async () => resumeOwners(),
}

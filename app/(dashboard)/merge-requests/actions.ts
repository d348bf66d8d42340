// Previews merge requests, opens those that were seen, reads their states back.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { enqueueMergeRequests, enqueueReadyMergeRequests, enqueueRefreshMergeRequests } from '@/lib/jobs/enqueue'
import { previewMergeRequests } from '@/lib/jobs/preview-merge-requests'

export const previewRequests = protectedAction('editor', z.strictObject({}), () => previewMergeRequests())

const names = z.array(z.string().max(1000)).max(10_000)

export const openRequests = protectedAction(
  'editor',
  z.strictObject({
    hash: z.string().min(1).max(200),
    rings: z.array(names).min(1).max(20),
    perHour: z.int().min(1).max(1000).nullable(),
  }),
  ({ hash, rings, perHour }, { user }) => enqueueMergeRequests(hash, { rings, perHour }, user.name),
)

export const refreshRequests = protectedAction('editor', z.strictObject({}), () => enqueueRefreshMergeRequests())

export const readyRequests = protectedAction(
  'editor',
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(10_000) }),
  ({ ids }, { user }) => enqueueReadyMergeRequests(ids, user.name),
)

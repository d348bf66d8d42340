// Previews merge requests, opens those that were seen, reads their states back.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { closeReasons } from '@/lib/core/render/merge-request-row'
import { enqueueMergeRequests, enqueueReadyMergeRequests, enqueueRefreshMergeRequests } from '@/lib/jobs/enqueue'
import { previewMergeRequests } from '@/lib/jobs/preview-merge-requests'
import { beginRingNow } from '@/lib/services/begin-ring'
import { explainClose } from '@/lib/services/explain-close'
import { takeBackQueued } from '@/lib/services/take-back-queued'

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

export const beginRing = protectedAction(
  'editor',
  z.strictObject({ batch: z.string().max(200), ring: z.int().min(1) }),
  ({ batch, ring }) => beginRingNow(batch, ring),
)

export const takeBack = protectedAction(
  'editor',
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(10_000) }),
  ({ ids }) => takeBackQueued(ids),
)

export const explainClosed = protectedAction(
  'editor',
  z.strictObject({ id: z.uuid(), reason: z.enum(closeReasons), note: z.string().max(500) }),
  ({ id, reason, note }) => explainClose(id, reason, note),
)

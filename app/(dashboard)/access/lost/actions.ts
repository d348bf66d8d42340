// Asks for past jobs; accepts refusals of them, or takes that back.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { enqueueJobHistory } from '@/lib/jobs/enqueue'
import { acceptLostAccess, withdrawAcceptance } from '@/lib/services/accept-lost-access'

const key = z.string().regex(/^[0-9a-f]{64}$/)

export const readHistory = protectedAction('editor', z.strictObject({}), (_, { user }) => enqueueJobHistory(user.name))

export const acceptRefusal = protectedAction(
  'editor',
  z.strictObject({ key, reason: z.string().trim().min(1).max(1000) }),
  (input, { user }) => acceptLostAccess(input.key, input.reason, user.name),
)

export const withdrawRefusal = protectedAction('editor', z.strictObject({ key }), (input) =>
  withdrawAcceptance(input.key),
)

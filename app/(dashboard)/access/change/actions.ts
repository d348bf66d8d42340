// What a changed role would do. Nothing is saved, so a viewer may ask.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { compareRole } from '@/lib/services/load-access-change'

const schema = z.strictObject({
  vault: z.string().max(200),
  role: z.string().max(1000),
  body: z.string().max(200_000),
})

export const compare = protectedAction('viewer', schema, (change) => compareRole(change))

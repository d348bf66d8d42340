// Keeps an assertion over access, or drops one.
'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { assertedSchema } from '@/lib/core/render/access-assertion'
import { dropAssertion, saveAssertion } from '@/lib/services/save-assertion'

export const keep = protectedAction('editor', z.strictObject(assertedSchema.shape), async (asserted, { user }) => {
  await saveAssertion(asserted, user.name)
  revalidatePath('/access/assertions')
})

export const drop = protectedAction('editor', z.strictObject({ id: z.string().min(1).max(100) }), async ({ id }) => {
  await dropAssertion(id)
  revalidatePath('/access/assertions')
})

// A rename in the rules: look what it changes, save it.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { applyRename, previewRename } from '@/lib/services/load-moves'

const id = z.string().regex(/^\d{1,18}$/)

export const lookAtRename = protectedAction('viewer', z.strictObject({ id }), (input) => previewRename(input.id))

export const saveRename = protectedAction('editor', z.strictObject({ id, version: z.int() }), (input, { user }) =>
  applyRename(input.id, input.version, user.name),
)

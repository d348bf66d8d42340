// Existing roles: look what adopting one changes in the mapping, and save it.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { adoptRole, previewAdoption } from '@/lib/services/adopt-role'

const wish = { what: z.enum(['role', 'policy']), vault: z.string(), planned: z.string(), existing: z.string() }

export const previewAdopt = protectedAction('viewer', z.strictObject(wish), (input) => previewAdoption(input))

export const adopt = protectedAction(
  'editor',
  z.strictObject({ ...wish, version: z.int() }),
  ({ version, ...input }, { user }) => adoptRole(input, version, user.name),
)

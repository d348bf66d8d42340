// Saves what is declared about the Vault side.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { saveRules } from '@/lib/services/save-rules'

export const saveDeclarations = protectedAction(
  'editor',
  z.strictObject({ rules: rulesFileSchema, version: z.int() }),
  ({ rules, version }, { user }) => saveRules(rules, version, user.name),
)

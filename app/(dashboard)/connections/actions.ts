// Saves what is declared about the Vault side, and has the connected vaults read again.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { enqueueReadVaults } from '@/lib/jobs/enqueue'
import { saveRules } from '@/lib/services/save-rules'

export const saveDeclarations = protectedAction(
  'editor',
  z.strictObject({ rules: rulesFileSchema, version: z.int() }),
  async ({ rules, version }, { user }) => {
    const saved = await saveRules(rules, version, user.name)
    await enqueueReadVaults()
    return saved
  },
)

export const readVaultsNow = protectedAction('editor', z.strictObject({}), () => enqueueReadVaults())

// The mapping: look what a change does, save it, take it back, read it from YAML.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { rulesFromYaml } from '@/lib/core/mapping/rules-yaml'
import { AppError } from '@/lib/errors'
import { previewRulesPage } from '@/lib/services/preview-rules-page'
import { saveRules } from '@/lib/services/save-rules'
import { undoRules } from '@/lib/services/undo-rules'

export const previewMapping = protectedAction(
  'viewer',
  z.strictObject({ rules: rulesFileSchema, page: z.int().min(1) }),
  ({ rules, page }) => previewRulesPage(rules, page),
)

export const saveMapping = protectedAction(
  'editor',
  z.strictObject({ rules: rulesFileSchema, version: z.int() }),
  ({ rules, version }, { user }) => saveRules(rules, version, user.name),
)

export const undoMapping = protectedAction('editor', z.strictObject({}), (_input, { user }) => undoRules(user.name))

export const readMapping = protectedAction('viewer', z.strictObject({ text: z.string() }), async ({ text }) => {
  const read = rulesFromYaml(text)
  if ('problems' in read) throw new AppError('invalid_input', read.problems)
  return read.rules
})

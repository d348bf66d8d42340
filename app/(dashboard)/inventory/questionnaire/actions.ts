// Answers of other teams: shown first, row by row, then applied exactly so.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { enqueueOwners } from '@/lib/jobs/enqueue'
import { applyOwnerFile, previewOwnerFile } from '@/lib/services/import-owners'
import { applyQuestionnaire, previewQuestionnaire } from '@/lib/services/import-questionnaire'

/** As many characters as an action takes, and a little for the quotes around them. */
const text = z.string().min(1).max(1_900_000)

export const previewAnswers = protectedAction('editor', z.strictObject({ text }), ({ text }) =>
  previewQuestionnaire(text),
)

export const applyAnswers = protectedAction(
  'editor',
  z.strictObject({ text, digest: z.string().max(100) }),
  ({ text, digest }, { user }) => applyQuestionnaire(text, digest, user.name),
)

export const readOwners = protectedAction('editor', z.strictObject({}), (_, { user }) => enqueueOwners(user.name))

export const previewOwners = protectedAction('editor', z.strictObject({ text }), ({ text }) => previewOwnerFile(text))

export const applyOwners = protectedAction(
  'editor',
  z.strictObject({ text, digest: z.string().max(100) }),
  ({ text, digest }) => applyOwnerFile(text, digest),
)

// Suggestions: looked at first, row by row, then accepted as one change of the mapping; or dismissed. And other sources.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { filterSuggestions } from '@/lib/core/mapping/filter-suggestions'
import { sourceSchema } from '@/lib/core/mapping/rules-file'
import { confidences, type Suggestion, suggestionBases, suggestionKinds } from '@/lib/core/mapping/suggestion'
import { AppError } from '@/lib/errors'
import { addSources, keepListedPaths, removeSource } from '@/lib/services/load-sources'
import {
  acceptSuggestions,
  dismissSuggestions,
  previewSuggestions,
  restoreSuggestions,
} from '@/lib/services/load-suggestions'

const choiceSchema = z.union([
  z.strictObject({ ids: z.array(z.string().max(4000)).min(1).max(10_000) }),
  z.strictObject({
    filter: z.strictObject({
      kind: z.enum(suggestionKinds).nullable(),
      basis: z.enum(suggestionBases).nullable(),
      confidence: z.enum(confidences).nullable(),
      group: z.string().max(300),
      search: z.string().max(200),
    }),
  }),
])

/** Only what is proposed right now can be chosen. */
function chosen(choice: z.infer<typeof choiceSchema>) {
  if ('filter' in choice) return (all: Suggestion[]) => filterSuggestions(all, choice.filter)
  const ids = new Set(choice.ids)
  return (all: Suggestion[]) => all.filter((one) => ids.has(one.id))
}

export const previewSuggested = protectedAction(
  'editor',
  z.strictObject({ choice: choiceSchema }),
  async ({ choice }) => {
    const found = await previewSuggestions(({ open }) => chosen(choice)(open))
    if (found === null) throw new AppError('no_scan')
    return found
  },
)

export const acceptSuggested = protectedAction(
  'editor',
  z.strictObject({ choice: choiceSchema, version: z.int() }),
  async ({ choice, version }, { user }) => {
    const saved = await acceptSuggestions(({ open }) => chosen(choice)(open), version, user.name)
    if (saved === null) throw new AppError('no_scan')
    return saved
  },
)

export const dismissSuggested = protectedAction(
  'editor',
  z.strictObject({ choice: choiceSchema }),
  ({ choice }, { user }) => dismissSuggestions(({ open }) => chosen(choice)(open), user.name),
)

export const restoreSuggested = protectedAction('editor', z.strictObject({ choice: choiceSchema }), ({ choice }) =>
  restoreSuggestions(({ dismissed }) => chosen(choice)(dismissed)),
)

export const addSource = protectedAction(
  'editor',
  z.strictObject({ source: sourceSchema, version: z.int() }),
  ({ source, version }, { user }) => addSources([source], version, user.name),
)

export const dropSource = protectedAction(
  'editor',
  z.strictObject({ source: sourceSchema, version: z.int() }),
  ({ source, version }, { user }) => removeSource(source, version, user.name),
)

export const keepPaths = protectedAction(
  'editor',
  z.strictObject({ text: z.string().max(1_000_000) }),
  async ({ text }, { user }) => {
    await keepListedPaths(text, user.name)
    return {}
  },
)

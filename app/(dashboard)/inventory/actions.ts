// Decisions for selected variables: shown first, row by row, then saved as one change of the mapping.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { parseVariableId } from '@/lib/core/inventory/parse-variable-id'
import { applyBulkEdit, type BulkEdit, bulkEditSchema, type Identity } from '@/lib/core/mapping/apply-bulk-edit'
import { loadRules } from '@/lib/services/load-rules'
import { previewRules } from '@/lib/services/preview-rules'
import { saveRules } from '@/lib/services/save-rules'
import { type Selection, selectRows } from '@/lib/services/select-rows'

const selectionSchema = z.union([
  z.strictObject({ ids: z.array(z.string().max(2000)).min(1).max(10_000) }),
  z.strictObject({ filter: z.string().max(2000) }),
])

/** As many rows of a preview as the dialog shows; the browser gets no more, and how many there are. */
const shownChanges = 200

async function edited(selection: Selection, edit: BulkEdit, seen: string | null) {
  const [{ ids, snapshot }, { rules, version }] = await Promise.all([selectRows(selection, seen), loadRules()])
  const identities: Identity[] = ids.map((id) => {
    const parsed = parseVariableId(id)
    if (!parsed) throw new Error('A selected row is no longer there. Reload the page.')
    const { environmentScope: scope, ...rest } = parsed
    return { ...rest, scope }
  })
  return { rules: applyBulkEdit(rules, identities, edit), version, snapshot, selected: ids.length }
}

export const previewBulk = protectedAction(
  'editor',
  z.strictObject({ selection: selectionSchema, edit: bulkEditSchema }),
  async ({ selection, edit }) => {
    const { rules, version, snapshot, selected } = await edited(selection, edit, null)
    const preview = await previewRules(rules)
    const changes = preview.changes.slice(0, shownChanges)
    return { preview: { ...preview, changes }, changed: preview.changes.length, version, snapshot, selected }
  },
)

export const applyBulk = protectedAction(
  'editor',
  z.strictObject({
    selection: selectionSchema,
    edit: bulkEditSchema,
    version: z.int(),
    snapshot: z.string().max(500).nullable(),
  }),
  async ({ selection, edit, version, snapshot }, { user }) => {
    const { rules } = await edited(selection, edit, snapshot)
    return saveRules(rules, version, user.name)
  },
)

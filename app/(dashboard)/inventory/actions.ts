// Decisions for selected variables: shown first, row by row, then saved as one change of the mapping.
'use server'

import { z } from 'zod'
import { protectedAction } from '@/lib/auth/protected-action'
import { parseVariableId } from '@/lib/core/inventory/parse-variable-id'
import { applyBulkEdit, type BulkEdit, bulkEditSchema, type Identity } from '@/lib/core/mapping/apply-bulk-edit'
import { loadRules } from '@/lib/services/load-rules'
import { previewRules } from '@/lib/services/preview-rules'
import { queryInventory } from '@/lib/services/query-inventory'
import { saveRules } from '@/lib/services/save-rules'

const selectionSchema = z.union([
  z.strictObject({ ids: z.array(z.string().max(2000)).min(1).max(10_000) }),
  z.strictObject({ filter: z.string().max(2000) }),
])

type Selection = z.infer<typeof selectionSchema>

/** The ids that a selection means; all rows of a filter are read page by page. */
async function idsOf(selection: Selection): Promise<string[]> {
  if ('ids' in selection) return selection.ids
  const ids: string[] = []
  for (let page = 1; ; page += 1) {
    const found = await queryInventory({ filter: selection.filter, sort: 'key', direction: 'asc', page, pageSize: 200 })
    ids.push(...found.rows.map((row) => row.id))
    if (found.rows.length === 0 || ids.length >= found.total) return ids
  }
}

async function edited(selection: Selection, edit: BulkEdit) {
  const [ids, { rules, version }] = await Promise.all([idsOf(selection), loadRules()])
  const identities: Identity[] = ids.map((id) => {
    const parsed = parseVariableId(id)
    if (!parsed) throw new Error('A selected row is no longer there. Reload the page.')
    const { environmentScope: scope, ...rest } = parsed
    return { ...rest, scope }
  })
  return { rules: applyBulkEdit(rules, identities, edit), version, selected: ids.length }
}

export const previewBulk = protectedAction(
  'editor',
  z.strictObject({ selection: selectionSchema, edit: bulkEditSchema }),
  async ({ selection, edit }) => {
    const { rules, version, selected } = await edited(selection, edit)
    return { preview: await previewRules(rules), version, selected }
  },
)

export const applyBulk = protectedAction(
  'editor',
  z.strictObject({ selection: selectionSchema, edit: bulkEditSchema, version: z.int() }),
  async ({ selection, edit, version }, { user }) => {
    const { rules } = await edited(selection, edit)
    return saveRules(rules, version, user.name)
  },
)

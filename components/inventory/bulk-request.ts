// What the inventory asks the server for when people decide for one or many variables.
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { BulkEdit } from '@/lib/core/mapping/apply-bulk-edit'
import type { RulesPreview } from '@/lib/core/mapping/rules-preview'

/** Rows by id, or all that a filter finds. */
export type BulkSelection = { ids: string[] } | { filter: string }

export type BulkRequest = { selection: BulkSelection; edit: BulkEdit }

/** `changed` counts all rows that change, the preview holds the first of them; `snapshot` is the moment of a filter's answer. */
export type BulkPreview = {
  preview: RulesPreview
  changed: number
  version: number
  snapshot: string | null
  selected: number
}

export type BulkActions = {
  preview: (input: unknown) => Promise<ActionResult<BulkPreview>>
  apply: (input: unknown) => Promise<ActionResult<{ version: number; changed: number }>>
}

/** What the rules file declares, for the choices in the forms. */
export type Declared = { vaults: string[]; mounts: { vault: string; path: string; engine: string }[] }

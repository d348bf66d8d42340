// The form of a hand-made decision as it is typed, and the decision once it is whole.
import type { BulkEdit } from '@/lib/core/mapping/apply-bulk-edit'
import type { Replacement } from '@/lib/core/mapping/replacements'
import type { StarAnswer, TargetTemplate } from '@/lib/core/mapping/rules-file'

export type BulkDraft = {
  reason: string
  until: string
  vault: string
  mount: string
  path: string
  field: string
  file: '' | 'yes' | 'no'
  answer: '' | StarAnswer['answer']
  name: string
  with: '' | Replacement
}

export const emptyDraft: BulkDraft = {
  reason: '',
  until: '',
  vault: '',
  mount: '',
  path: '',
  field: '',
  file: '',
  answer: '',
  name: '',
  with: '',
}

export type DraftErrors = Partial<Record<keyof BulkDraft, string>>

function targetOf(draft: BulkDraft): TargetTemplate {
  const target: TargetTemplate = {}
  if (draft.vault) target.vault = draft.vault
  if (draft.mount) target.mount = draft.mount
  if (draft.path.trim()) target.path = draft.path.trim()
  if (draft.field.trim()) target.field = draft.field.trim()
  if (draft.file) target.file = draft.file === 'yes'
  return target
}

/** What keeps a variable from moving always says why. */
function reasonedEdit(
  kind: 'exclude' | 'retire' | 'replace',
  draft: BulkDraft,
): { edit: BulkEdit | null; errors: DraftErrors } {
  const reason = draft.reason.trim()
  const errors: DraftErrors = {}
  if (!reason) errors.reason = 'Say why, for those who ask later.'
  if (kind === 'replace' && !draft.with) errors.with = 'Choose what takes its place.'
  if (!reason || (kind === 'replace' && !draft.with)) return { edit: null, errors }
  if (kind === 'exclude') return { edit: { kind, reason, until: draft.until || null }, errors }
  if (kind === 'retire' || !draft.with) return { edit: { kind: 'retire', reason }, errors }
  return { edit: { kind, with: draft.with, reason }, errors }
}

/** The decision that the form holds, or null with what is missing, by field. */
export function draftEdit(kind: BulkEdit['kind'], draft: BulkDraft): { edit: BulkEdit | null; errors: DraftErrors } {
  if (kind === 'clear') return { edit: { kind }, errors: {} }
  if (kind === 'exclude' || kind === 'retire' || kind === 'replace') return reasonedEdit(kind, draft)
  if (kind === 'target') {
    const target = targetOf(draft)
    if (Object.keys(target).length === 0) return { edit: null, errors: { path: 'Fill in at least one of the fields.' } }
    return { edit: { kind, target }, errors: {} }
  }
  if (!draft.answer) return { edit: null, errors: { answer: 'Choose one of the answers.' } }
  if (draft.answer !== 'shared') return { edit: { kind, star: { answer: draft.answer } }, errors: {} }
  const errors: DraftErrors = {}
  if (!draft.name.trim()) errors.name = 'Name the person who accepts this.'
  if (!draft.until) errors.until = 'Say until when this holds.'
  if (errors.name || errors.until) return { edit: null, errors }
  return { edit: { kind, star: { answer: 'shared', name: draft.name.trim(), until: draft.until } }, errors: {} }
}

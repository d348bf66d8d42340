// A proposal for one or several variables, with its reasons. Nothing applies it but a person.
import type { BulkEdit } from './apply-bulk-edit'
import type { Rule } from './rules-file'

export const suggestionKinds = ['retire', 'replace', 'exclude', 'map'] as const
export type SuggestionKind = (typeof suggestionKinds)[number]

export const suggestionBases = ['use', 'name', 'scheme', 'neighbours', 'layout'] as const
/** What it follows from: who uses it, its name and flags, a scheme in names, decided neighbours, or what Vault holds today. */
export type SuggestionBasis = (typeof suggestionBases)[number]

export const confidences = ['high', 'medium', 'low'] as const
export type SuggestionConfidence = (typeof confidences)[number]

export type SuggestedChange = { kind: 'edit'; edit: BulkEdit } | { kind: 'rule'; rule: Rule }

export type Suggestion = {
  /** The same as long as it proposes the same; what was dismissed stays so until it proposes something else. */
  id: string
  kind: SuggestionKind
  basis: SuggestionBasis
  confidence: SuggestionConfidence
  /** Plain sentences. */
  why: string[]
  /** Ids of the variables that it is about. */
  variables: string[]
  change: SuggestedChange
}

/** Gives a proposal its id. A reason that is only worded otherwise makes no other proposal. */
export function suggestion(parts: Omit<Suggestion, 'id'>): Suggestion {
  const { change, variables } = parts
  const proposed = change.kind === 'rule' ? change.rule : { ...change.edit, reason: undefined }
  const about = change.kind === 'rule' ? [] : variables
  return { ...parts, id: JSON.stringify([parts.basis, about, proposed]) }
}

// A rule as the form has it, and back. Empty text means that the rule does not say it.
import type { Rule, TargetTemplate } from '@/lib/core/mapping/rules-file'
import type { TargetDraft } from './target-fields'

export function targetDraft(target: TargetTemplate): TargetDraft {
  return {
    vault: target.vault ?? '',
    mount: target.mount ?? '',
    path: target.path ?? '',
    field: target.field ?? '',
    file: target.file === undefined ? '' : target.file ? 'yes' : 'no',
  }
}

export function targetTemplate(draft: TargetDraft): TargetTemplate {
  const target: TargetTemplate = {}
  if (draft.vault) target.vault = draft.vault
  if (draft.mount) target.mount = draft.mount
  if (draft.path) target.path = draft.path
  if (draft.field) target.field = draft.field
  if (draft.file) target.file = draft.file === 'yes'
  return target
}

/** The match with one part changed; empty text takes the part out. */
export function withMatch(
  match: Rule['match'],
  part: 'group' | 'project' | 'key' | 'scope',
  text: string,
): Rule['match'] {
  const { [part]: _old, ...rest } = match
  return text ? { ...rest, [part]: text } : rest
}

/** A new rule stands before one that matches everything, since the first rule that matches decides. */
export function placeOfNewRule(rules: Rule[]): number {
  const catchAll = rules.findIndex((rule) => Object.keys(rule.match).length === 0)
  return catchAll < 0 ? rules.length : catchAll
}

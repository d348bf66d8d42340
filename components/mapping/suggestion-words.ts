// How proposals are called on the page.
import { replacementWords } from '@/lib/core/mapping/replacements'
import type { Suggestion, SuggestionBasis, SuggestionConfidence, SuggestionKind } from '@/lib/core/mapping/suggestion'
import type { Tint } from '../ui/tag'
import { targetTemplateText } from './rule-text'

export const kindWords: Record<SuggestionKind, string> = {
  retire: 'Retire',
  replace: 'Replace',
  exclude: 'Exclude',
  map: 'Map',
}

export const basisWords: Record<SuggestionBasis, string> = {
  use: 'By use',
  name: 'By name and flags',
  scheme: 'By a scheme in names',
  neighbours: 'As its neighbours',
  layout: 'Vault holds it',
}

export const confidenceWords: Record<SuggestionConfidence, { name: string; tint: Tint }> = {
  high: { name: 'Sure', tint: 'green' },
  medium: { name: 'Likely', tint: 'neutral' },
  low: { name: 'Unsure', tint: 'amber' },
}

/** What would be decided, in a few words. */
export function changeText({ change }: Suggestion): string {
  if (change.kind === 'rule') {
    const { level, group } = change.rule.match
    return `A rule for every ${level ?? 'variable'} variable${group ? ` below ${group}` : ''}: ${placeText(change.rule.target)}`
  }
  const { edit } = change
  if (edit.kind === 'retire') return 'Quarantine and delete, nothing goes to Vault'
  if (edit.kind === 'replace') return `By ${replacementWords[edit.with]}`
  if (edit.kind === 'exclude') return 'Stays in GitLab'
  return edit.kind === 'target' ? `To ${placeText(edit.target)}` : ''
}

const placeText = (target: Parameters<typeof targetTemplateText>[0]) =>
  Object.keys(target).length === 0 ? 'the usual place' : targetTemplateText(target)

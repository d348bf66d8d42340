// Which proposals a view shows.
import { parseVariableId } from '@/lib/core/inventory/parse-variable-id'
import type { Suggestion, SuggestionBasis, SuggestionConfidence, SuggestionKind } from './suggestion'

/** Null asks for all. `search` is part of a key, an owner or a reason; `group` is that group or project and what is below it. */
export type SuggestionFilter = {
  kind: SuggestionKind | null
  basis: SuggestionBasis | null
  confidence: SuggestionConfidence | null
  group: string
  search: string
}

export function filterSuggestions(all: readonly Suggestion[], filter: SuggestionFilter): Suggestion[] {
  const { kind, basis, confidence, group } = filter
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter((one) => {
    if (kind !== null && one.kind !== kind) return false
    if (basis !== null && one.basis !== basis) return false
    if (confidence !== null && one.confidence !== confidence) return false
    if (group !== '' && !one.variables.some((id) => isBelow(id, group))) return false
    if (words.length === 0) return true
    const text = [...one.variables, ...one.why].join('\n').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function isBelow(id: string, group: string): boolean {
  const owner = parseVariableId(id)?.owner ?? null
  return owner !== null && (owner === group || owner.startsWith(`${group}/`))
}

/** How many there are of each value, the filter's other parts applied. */
export function countSuggestions<Part extends 'kind' | 'basis' | 'confidence'>(
  all: readonly Suggestion[],
  filter: SuggestionFilter,
  part: Part,
): Map<Suggestion[Part], number> {
  const counts = new Map<Suggestion[Part], number>()
  for (const one of filterSuggestions(all, { ...filter, [part]: null })) {
    counts.set(one[part], (counts.get(one[part]) ?? 0) + 1)
  }
  return counts
}

// Every proposal for the present plan, the surest first.
import type { ExistingPath } from './existing-paths'
import { type SuggestionInput, suggestFates } from './suggest-fates'
import { suggestByLayout } from './suggest-layout'
import { suggestByNeighbours } from './suggest-neighbours'
import { suggestByScheme } from './suggest-scheme'
import { confidences, type Suggestion } from './suggestion'

/**
 * A variable may have one proposal of each basis. Where a better place than the usual one is proposed, the plain “map”
 * is left out; so are places for what looks unused.
 */
export function suggestAll(input: SuggestionInput, paths: readonly ExistingPath[]): Suggestion[] {
  const fates = suggestFates(input)
  const unused = new Set(fates.filter((one) => one.kind === 'retire').flatMap((one) => one.variables))
  const places = [
    ...suggestByLayout(input.plan, paths),
    ...suggestByScheme(input.plan),
    ...suggestByNeighbours(input.plan, input.rules),
  ].filter((one) => one.variables.some((id) => !unused.has(id)))
  const placed = new Set(places.flatMap((one) => one.variables))
  const kept = fates.filter((one) => one.kind !== 'map' || one.variables.some((id) => !placed.has(id)))
  return [...kept, ...places].sort(bySurety)
}

function bySurety(a: Suggestion, b: Suggestion): number {
  const surety = confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence)
  if (surety !== 0) return surety
  const [one = '', other = ''] = [a.variables[0], b.variables[0]]
  if (one !== other) return one < other ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

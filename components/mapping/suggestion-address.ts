// The address of a view of the suggestions: which tab, which filter, which page.
import type { SuggestionFilter } from '@/lib/core/mapping/filter-suggestions'
import { confidences, suggestionBases, suggestionKinds } from '@/lib/core/mapping/suggestion'

export const suggestionTabs = ['open', 'dismissed', 'paths', 'sources'] as const
export type SuggestionTab = (typeof suggestionTabs)[number]

export type SuggestionView = SuggestionFilter & { tab: SuggestionTab; page: number }

export const suggestionPageSize = 50

/** What is left out is as usual: open suggestions, no filter, the first page. */
export function suggestionAddress(view: Partial<SuggestionView>): string {
  const parameters = new URLSearchParams()
  if (view.tab && view.tab !== 'open') parameters.set('tab', view.tab)
  if (view.kind) parameters.set('kind', view.kind)
  if (view.basis) parameters.set('basis', view.basis)
  if (view.confidence) parameters.set('confidence', view.confidence)
  if (view.group) parameters.set('group', view.group)
  if (view.search) parameters.set('search', view.search)
  if (view.page && view.page > 1) parameters.set('page', String(view.page))
  const text = parameters.toString()
  return text ? `/mapping/suggestions?${text}` : '/mapping/suggestions'
}

/** Takes the parameters of an address; what is not known falls back to as usual. */
export function readSuggestionAddress(asked: Record<string, string | string[] | undefined>): SuggestionView {
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim() : '')
  const page = Number(text('page'))
  return {
    tab: suggestionTabs.find((one) => one === text('tab')) ?? 'open',
    kind: suggestionKinds.find((one) => one === text('kind')) ?? null,
    basis: suggestionBases.find((one) => one === text('basis')) ?? null,
    confidence: confidences.find((one) => one === text('confidence')) ?? null,
    group: text('group').slice(0, 300),
    search: text('search').slice(0, 200),
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  }
}

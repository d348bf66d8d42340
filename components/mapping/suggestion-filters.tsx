// Filters of the suggestions: counted chips, and a search that is a plain form, so that the address holds all of it.
import { Search } from 'lucide-react'
import { countSuggestions } from '@/lib/core/mapping/filter-suggestions'
import { confidences, type Suggestion, suggestionBases, suggestionKinds } from '@/lib/core/mapping/suggestion'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Input } from '../ui/controls'
import { type SuggestionView, suggestionAddress } from './suggestion-address'
import { basisWords, confidenceWords, kindWords } from './suggestion-words'

export function SuggestionFilters({ view, all }: { view: SuggestionView; all: Suggestion[] }) {
  const kinds = countSuggestions(all, view, 'kind')
  const bases = countSuggestions(all, view, 'basis')
  const sure = countSuggestions(all, view, 'confidence')
  const to = (change: Partial<SuggestionView>) => suggestionAddress({ ...view, page: 1, ...change })
  const total = [...kinds.values()].reduce((sum, count) => sum + count, 0)
  return (
    <div className="mb-2.5 space-y-1.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <nav aria-label="What is proposed" className="flex flex-wrap gap-1.5">
          <Chip href={to({ kind: null })} active={view.kind === null} count={total}>
            All
          </Chip>
          {suggestionKinds.map((kind) => (
            <Chip key={kind} href={to({ kind })} active={view.kind === kind} count={kinds.get(kind) ?? 0}>
              {kindWords[kind]}
            </Chip>
          ))}
        </nav>
        <nav aria-label="How sure it is" className="flex flex-wrap gap-1.5">
          {confidences.map((confidence) => (
            <Chip
              key={confidence}
              href={to({ confidence: view.confidence === confidence ? null : confidence })}
              active={view.confidence === confidence}
              count={sure.get(confidence) ?? 0}
            >
              {confidenceWords[confidence].name}
            </Chip>
          ))}
        </nav>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <nav aria-label="What it follows from" className="flex flex-wrap gap-1.5">
          {suggestionBases.map((basis) => (
            <Chip
              key={basis}
              href={to({ basis: view.basis === basis ? null : basis })}
              active={view.basis === basis}
              count={bases.get(basis) ?? 0}
            >
              {basisWords[basis]}
            </Chip>
          ))}
        </nav>
        <form action="/mapping/suggestions" className="ml-auto flex shrink-0 items-center gap-1.5">
          {(['tab', 'kind', 'basis', 'confidence'] as const).map((name) =>
            view[name] === null || view[name] === 'open' ? null : (
              <input key={name} type="hidden" name={name} value={view[name]} />
            ),
          )}
          <Input
            key={`group ${view.group}`}
            name="group"
            defaultValue={view.group}
            placeholder="Group or project"
            aria-label="Group or project"
            className="w-40"
          />
          <Input
            key={`search ${view.search}`}
            name="search"
            defaultValue={view.search}
            placeholder="Part of a key or a reason"
            aria-label="Search"
            className="w-48"
          />
          <Button type="submit" size="icon" aria-label="Find">
            <Search className="size-4" aria-hidden="true" />
          </Button>
        </form>
      </div>
    </div>
  )
}

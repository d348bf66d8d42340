// Chips by what could be done, and the inventory's filter as a plain form, so that the address holds all of it.
import { Search } from 'lucide-react'
import { type Advice, advices } from '@/lib/core/inventory/duplicates'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Input } from '../ui/controls'
import { adviceWords } from './advice-words'
import { type DuplicatesView, duplicatesAddress } from './duplicates-address'

export function DuplicatesFilter({
  view,
  counts,
  errors,
}: {
  view: DuplicatesView
  counts: Record<Advice, number>
  errors: string[]
}) {
  const all = advices.reduce((sum, one) => sum + counts[one], 0)
  const address = (advice: Advice | null) => duplicatesAddress({ ...view, advice, page: 1 })
  return (
    <div className="mb-2.5 flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <nav aria-label="Quick filters" className="flex flex-wrap gap-1.5">
        <Chip href={address(null)} active={view.advice === null} count={all}>
          All
        </Chip>
        {advices.map((advice) => (
          <Chip key={advice} href={address(advice)} active={view.advice === advice} count={counts[advice]}>
            {adviceWords[advice].chip}
          </Chip>
        ))}
      </nav>
      <search className="ml-auto min-w-0">
        <form action="/inventory/duplicates" className="flex items-center gap-1.5">
          {view.advice === null ? null : <input type="hidden" name="show" value={view.advice} />}
          {view.sort === 'projects' ? null : <input type="hidden" name="sort" value={view.sort} />}
          <Input
            key={view.filter}
            name="filter"
            data-page-filter=""
            defaultValue={view.filter}
            placeholder="Names, or group:payments is:masked"
            aria-label="Filter variables"
            aria-invalid={errors.length > 0 || undefined}
            aria-describedby={errors.length > 0 ? 'filter-errors' : undefined}
            className="w-80 font-mono text-sm"
          />
          <Button type="submit" size="icon" aria-label="Find">
            <Search className="size-4" aria-hidden="true" />
          </Button>
        </form>
        {errors.length > 0 ? (
          <ul id="filter-errors" className="mt-1 text-sm font-medium text-red">
            {errors.map((error) => (
              <li key={error}>{error}</li>
            ))}
          </ul>
        ) : null}
      </search>
    </div>
  )
}

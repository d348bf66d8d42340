// Filters of a tab: counted chips, and a search that is a plain form, so that the address holds all of it.
import { Search } from 'lucide-react'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Input } from '../ui/controls'
import { type DriftView, driftAddress } from './drift-address'

export type DriftChip = { value: string | null; name: string; count?: number }

export function DriftFilters({
  view,
  chips,
  kinds = [],
}: {
  view: DriftView
  chips: DriftChip[]
  kinds?: DriftChip[]
}) {
  const { tab, show, kind, search } = view
  return (
    <div className="mb-2.5 flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <nav aria-label="Quick filters" className="flex flex-wrap gap-1.5">
        {chips.map((chip) => (
          <Chip
            key={chip.name}
            href={driftAddress({ tab, kind, search, show: chip.value })}
            active={show === chip.value}
            {...(chip.count === undefined ? {} : { count: chip.count })}
          >
            {chip.name}
          </Chip>
        ))}
      </nav>
      {kinds.length > 0 ? (
        <nav aria-label="Kinds of things" className="flex flex-wrap gap-1.5">
          {kinds.map((chip) => (
            <Chip
              key={chip.name}
              href={driftAddress({ tab, show, search, kind: chip.value })}
              active={kind === chip.value}
              {...(chip.count === undefined ? {} : { count: chip.count })}
            >
              {chip.name}
            </Chip>
          ))}
        </nav>
      ) : null}
      <form action="/drift" className="ml-auto flex items-center gap-1.5">
        {tab === 'vault' ? null : <input type="hidden" name="tab" value={tab} />}
        {show === null ? null : <input type="hidden" name="show" value={show} />}
        {kind === null ? null : <input type="hidden" name="kind" value={kind} />}
        <Input
          key={search}
          name="search"
          defaultValue={search}
          placeholder="Part of a name or project"
          aria-label="Search"
          className="w-56"
        />
        <Button type="submit" size="icon" aria-label="Find">
          <Search className="size-4" aria-hidden="true" />
        </Button>
      </form>
    </div>
  )
}

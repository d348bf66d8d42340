// Counted chips of a tab and a search that is a plain form, so that the address holds all of it.
import { Search } from 'lucide-react'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Input } from '../ui/controls'
import { type RunnersView, runnersAddress } from './runners-address'

export function RunnersFilter({
  view,
  total,
  chips,
}: {
  view: RunnersView
  total: number
  chips: { value: string; name: string; count: number }[]
}) {
  const { tab, search, show } = view
  return (
    <div className="mb-2.5 flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <nav aria-label="Quick filters" className="flex flex-wrap gap-1.5">
        <Chip href={runnersAddress({ tab, search })} active={show === null} count={total}>
          All
        </Chip>
        {chips.map(({ value, name, count }) => (
          <Chip key={value} href={runnersAddress({ tab, search, show: value })} active={show === value} count={count}>
            {name}
          </Chip>
        ))}
      </nav>
      <form action="/runners" className="ml-auto flex items-center gap-1.5">
        {tab === 'runners' ? null : <input type="hidden" name="tab" value={tab} />}
        {show === null ? null : <input type="hidden" name="show" value={show} />}
        <Input
          key={search}
          name="search"
          data-page-filter=""
          defaultValue={search}
          placeholder={tab === 'jobs' ? 'Project, job or tag' : 'Runner, group or tag'}
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

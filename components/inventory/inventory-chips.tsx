// The questions that people ask every day, counted; each is a link that changes only its part of the filter.
import type { State } from '@/lib/core/mapping/plan'
import { Chip } from '../ui/chip'
import { StateIcon } from '../ui/state-badge'
import { stateLooks } from '../ui/state-look'
import { stateOfFilter, withState } from './filter-text'
import { type InventoryView, inventoryAddress } from './inventory-address'

const always: State[] = ['discovered', 'mapped', 'blocked', 'excluded']
const later: State[] = [
  'approved',
  'seeded',
  'dual_run',
  'cut_over',
  'quarantined',
  'deleted',
  'confirmed',
  'retired',
  'replaced',
  'gone',
]

export function InventoryChips({ view, counts }: { view: InventoryView; counts: Record<State, number> }) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const asked = stateOfFilter(view.filter)
  const to = (filter: string) => inventoryAddress({ ...view, filter, page: 1, row: null })
  const word = (state: State) => (state === 'discovered' ? 'open' : state)
  const shown = [...always, ...later.filter((state) => counts[state] > 0)]
  const questions = [
    { label: 'Open in production', filter: 'state:open tier:production' },
    { label: 'Used in no job', filter: 'used:no' },
    { label: 'Uses unknown', filter: 'used:unknown' },
  ]
  return (
    <nav aria-label="Quick filters" className="mb-2.5 flex flex-wrap gap-1.5">
      <Chip
        href={to(withState(view.filter, null))}
        active={asked === null && !questions.some((question) => question.filter === view.filter)}
        count={total}
      >
        All
      </Chip>
      {shown.map((state) => (
        <Chip
          key={state}
          href={to(withState(view.filter, word(state)))}
          active={asked === word(state) && !questions.some((question) => question.filter === view.filter)}
          count={counts[state]}
          icon={<StateIcon state={state} />}
        >
          {stateLooks[state].word}
        </Chip>
      ))}
      {questions.map((question) => (
        <Chip key={question.filter} href={to(question.filter)} active={view.filter === question.filter}>
          {question.label}
        </Chip>
      ))}
    </nav>
  )
}

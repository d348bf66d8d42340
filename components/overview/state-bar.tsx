// All variables as one bar, cut by state; each part and each number opens its rows.
import Link from 'next/link'
import { type State, states } from '@/lib/core/mapping/plan'
import { inventoryAddress } from '../inventory/inventory-address'
import { classNames } from '../ui/class-names'
import { StateIcon } from '../ui/state-badge'
import { stateLooks } from '../ui/state-look'

export function StateBar({ counts, total }: { counts: Record<State, number>; total: number }) {
  const shown = states.filter((state) => counts[state] > 0)
  const address = (state: State) => inventoryAddress({ filter: `state:${state === 'discovered' ? 'open' : state}` })
  return (
    <div>
      <div className="flex h-6 gap-0.5 overflow-hidden rounded-md" aria-hidden="true">
        {shown.map((state) => (
          <Link
            key={state}
            href={address(state)}
            tabIndex={-1}
            title={`${stateLooks[state].word}: ${counts[state]}`}
            className={classNames('h-full min-w-1 transition-opacity hover:opacity-80', stateLooks[state].fill)}
            style={{ flexGrow: counts[state], flexBasis: 0 }}
          />
        ))}
      </div>
      <ul className="mt-3 flex flex-wrap gap-x-6 gap-y-2">
        {shown.map((state) => (
          <li key={state}>
            <Link href={address(state)} className="group block rounded-sm">
              <span className="block text-lg font-semibold group-hover:underline">
                {counts[state].toLocaleString('en')}
              </span>
              <span className="flex items-center gap-1.5 text-muted">
                <StateIcon state={state} />
                {stateLooks[state].word}
                <span className="text-faint">{Math.round((counts[state] / total) * 100)} %</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

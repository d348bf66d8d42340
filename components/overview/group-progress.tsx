// Progress per group: how much is decided, what is blocked; each number opens its rows.
import Link from 'next/link'
import type { State } from '@/lib/core/mapping/plan'
import type { Overview } from '@/lib/core/render/overview'
import { inventoryAddress } from '../inventory/inventory-address'
import { classNames } from '../ui/class-names'
import { stateLooks } from '../ui/state-look'
import { dayText, paceText } from './forecast-text'

const endWords = { nothing_left: 'done', goes_on: '', not_enough_days: '–', grows: 'never so' } as const

const undecided: State[] = ['discovered', 'blocked']

export function GroupProgress({ groups }: { groups: Overview['groups'] }) {
  const cell = 'h-8.5 border-t border-line px-4 text-right tabular-nums'
  return (
    <table className="w-full">
      <thead>
        <tr className="text-sm text-muted">
          <th scope="col" className="h-8.5 px-4 text-left font-medium">
            Group
          </th>
          <th scope="col" className="px-4 text-left font-medium">
            By state
          </th>
          <th scope="col" className="px-4 text-right font-medium">
            Decided
          </th>
          <th scope="col" className="px-4 text-right font-medium">
            Blocked
          </th>
          <th scope="col" className="px-4 text-right font-medium" title="At the pace of the last four weeks">
            Ends
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ group, total, counts, forecast }) => {
          const open = undecided.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
          const parts = Object.entries(counts).filter(([, count]) => (count ?? 0) > 0) as [State, number][]
          const blocked = counts.blocked ?? 0
          const filter = group === 'instance' ? 'level:instance' : `group:${group}`
          return (
            <tr key={group}>
              <th
                scope="row"
                className="h-8.5 max-w-40 truncate border-t border-line px-4 text-left font-medium"
                title={group}
              >
                <Link href={inventoryAddress({ filter })} className="hover:underline">
                  {group === 'instance' ? 'Instance' : group}
                </Link>
              </th>
              <td className="w-1/3 border-t border-line px-4">
                <div className="flex h-2 gap-px overflow-hidden rounded-full bg-neutral-soft" aria-hidden="true">
                  {parts.map(([state, count]) => (
                    <span
                      key={state}
                      title={`${stateLooks[state].word}: ${count}`}
                      className={stateLooks[state].fill}
                      style={{ flexGrow: count, flexBasis: 0 }}
                    />
                  ))}
                </div>
              </td>
              <td className={classNames(cell, 'whitespace-nowrap')}>
                {(total - open).toLocaleString('en')} of{' '}
                <Link href={inventoryAddress({ filter })} className="hover:underline">
                  {total.toLocaleString('en')}
                </Link>
              </td>
              <td className={cell}>
                {blocked ? (
                  <Link
                    href={inventoryAddress({ filter: `${filter} state:blocked` })}
                    className="font-medium text-red hover:underline"
                  >
                    {blocked.toLocaleString('en')}
                  </Link>
                ) : (
                  <span className="text-faint">0</span>
                )}
              </td>
              <td
                className={classNames(cell, 'whitespace-nowrap text-muted')}
                title={forecast ? paceText(forecast) : ''}
              >
                {forecast?.end ? dayText(forecast.end) : endWords[forecast?.why ?? 'not_enough_days']}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

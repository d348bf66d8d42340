// A state, readable without colour.
import type { State } from '@/lib/core/mapping/plan'
import { classNames } from './class-names'
import { stateLooks } from './state-look'

export function StateIcon({ state }: { state: State }) {
  return (
    <svg viewBox="0 0 12 12" className="size-3 shrink-0" aria-hidden="true">
      {stateLooks[state].shape}
    </svg>
  )
}

export function StateBadge({ state, note }: { state: State; note?: string | null }) {
  const look = stateLooks[state]
  return (
    <span
      className={classNames(
        'inline-flex h-5.5 max-w-full items-center gap-1.5 rounded-md px-1.5 text-sm font-medium whitespace-nowrap',
        look.tint,
      )}
    >
      <StateIcon state={state} />
      <span className="truncate">{note ? `${look.word}: ${note}` : look.word}</span>
    </span>
  )
}

// Which ways of starting a pipeline can log in with a role: one cell each, filled when it can.
import type { Trigger } from '@/lib/core/trust/claims-of'
import { classNames } from '../ui/class-names'
import { triggerWords } from './trigger-words'

export function TriggerMatrix({ qualifies, production }: { qualifies: Trigger[]; production: boolean }) {
  const able = triggerWords.filter(({ trigger }) => qualifies.includes(trigger))
  return (
    <span className="flex gap-0.5">
      {triggerWords.map(({ trigger, letters, words, risky }) => {
        const yes = qualifies.includes(trigger)
        return (
          <span
            key={trigger}
            aria-hidden="true"
            title={`${words}: ${yes ? 'can log in' : 'is refused'}`}
            className={classNames(
              'flex h-5 w-4 items-center justify-center rounded-sm text-[10px] font-semibold',
              !yes && 'bg-raised text-faint line-through decoration-line-strong',
              yes && (production && risky ? 'bg-red-soft text-red' : 'bg-accent-soft text-accent-text'),
            )}
          >
            {letters}
          </span>
        )
      })}
      <span className="sr-only">
        {able.length > 0 ? `Can log in: ${able.map(({ words }) => words).join(', ')}` : 'Nothing can log in'}
      </span>
    </span>
  )
}

export function TriggerLegend() {
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {triggerWords.map(({ trigger, letters, words }) => (
        <div key={trigger} className="flex gap-1.5">
          <dt className="font-semibold text-text">{letters}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}

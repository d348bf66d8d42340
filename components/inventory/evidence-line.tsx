// The line of a file that shows something, as it is written there.
import type { Evidence } from '@/lib/core/inventory/consumer'
import { classNames } from '../ui/class-names'

export function EvidenceLine({ evidence, bad }: { evidence: Evidence; bad?: boolean }) {
  return (
    <div className="mt-1">
      <p className="text-sm text-muted [overflow-wrap:anywhere]">
        {evidence.file ?? 'merged configuration'}:{evidence.line}
        {evidence.merged ? ' (only the merged text shows it)' : ''}
      </p>
      <pre
        className={classNames(
          'flex gap-3 rounded-md px-2.5 py-1 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]',
          bad ? 'bg-red-soft text-red' : 'bg-raised',
        )}
      >
        <span className={classNames('shrink-0 select-none', !bad && 'text-faint')}>{evidence.line}</span>
        <span className="min-w-0">{evidence.text.trimStart()}</span>
      </pre>
    </div>
  )
}

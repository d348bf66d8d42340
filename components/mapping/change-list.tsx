// Exactly the rows that a change of the rules would change: before and after, side by side.
import type { Decision, RulesPreview } from '@/lib/core/mapping/rules-preview'
import { MiddleTruncate } from '../ui/middle-truncate'
import { StateBadge } from '../ui/state-badge'

function Side({ decision }: { decision: Decision }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <StateBadge state={decision.state} />
      {decision.target ? (
        <MiddleTruncate text={decision.target} className="min-w-0 font-mono text-sm text-muted" />
      ) : null}
    </span>
  )
}

export function ChangeList({ changes, most = 200 }: { changes: RulesPreview['changes']; most?: number }) {
  if (changes.length === 0) return <p className="text-muted">No row changes.</p>
  return (
    <>
      <table className="w-full table-fixed">
        <caption className="sr-only">Rows that change</caption>
        <thead>
          <tr className="text-left text-sm text-muted">
            <th scope="col" className="h-7 w-[32%] font-medium">
              Variable
            </th>
            <th scope="col" className="font-medium">
              Now
            </th>
            <th scope="col" className="font-medium">
              After
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, most).map((change) => (
            <tr key={change.id}>
              <th scope="row" className="h-8.5 border-t border-line pr-3 text-left font-normal">
                <MiddleTruncate text={change.label} className="font-mono text-sm" />
              </th>
              <td className="border-t border-line pr-3">
                <Side decision={change.from} />
              </td>
              <td className="border-t border-line">
                <Side decision={change.to} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > most ? (
        <p className="mt-2 text-sm text-muted">and {(changes.length - most).toLocaleString('en')} more rows</p>
      ) : null}
    </>
  )
}

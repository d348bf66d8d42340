// Exactly the rows that a change of the rules would change: before and after, side by side.
import { parseVariableId } from '@/lib/core/inventory/parse-variable-id'
import type { Decision, RulesPreview } from '@/lib/core/mapping/rules-preview'
import { MiddleTruncate } from '../ui/middle-truncate'
import { StateBadge } from '../ui/state-badge'

type Change = RulesPreview['changes'][number]

function Side({ decision, same }: { decision: Decision; same?: boolean }) {
  return (
    <>
      <StateBadge state={decision.state} />
      {decision.target ? (
        <MiddleTruncate
          text={same ? 'same place' : decision.target}
          className={same ? 'text-sm text-faint' : 'font-mono text-sm text-muted'}
        />
      ) : null}
    </>
  )
}

function Name({ change }: { change: Change }) {
  const named = parseVariableId(change.id)
  if (!named) return <MiddleTruncate text={change.label} className="font-mono text-sm" />
  return (
    <>
      <MiddleTruncate text={named.key} className="font-mono text-sm font-medium" />
      <span className="flex min-w-0 items-baseline gap-2 text-sm text-muted">
        <MiddleTruncate text={named.owner ?? 'instance'} />
        <span className="shrink-0 font-mono text-xs">{named.environmentScope}</span>
      </span>
    </>
  )
}

/** The vault is told only where there are several. */
function withoutVault(changes: Change[]): Change[] {
  const vaults = new Set(
    changes.flatMap(({ from, to }) => [from.target, to.target]).map((target) => target?.split(': ')[0]),
  )
  vaults.delete(undefined)
  if (vaults.size !== 1) return changes
  const cut = (decision: Decision) => ({ ...decision, target: decision.target?.replace(/^[^:]*: /, '') ?? null })
  return changes.map((change) => ({ ...change, from: cut(change.from), to: cut(change.to) }))
}

export function ChangeList({
  changes,
  total = changes.length,
  most = 200,
}: {
  changes: RulesPreview['changes']
  /** How many there are where `changes` are only the first. */
  total?: number
  most?: number
}) {
  if (changes.length === 0) return <p className="text-muted">No row changes.</p>
  return (
    <>
      <table className="w-full table-fixed">
        <caption className="sr-only">Rows that change</caption>
        <thead>
          <tr className="text-left text-sm text-muted">
            <th scope="col" className="h-7 w-[34%] font-medium">
              Variable
            </th>
            <th scope="col" className="w-[33%] font-medium">
              Now
            </th>
            <th scope="col" className="font-medium">
              After
            </th>
          </tr>
        </thead>
        <tbody>
          {withoutVault(changes.slice(0, most)).map((change) => (
            <tr key={change.id}>
              <th scope="row" className="border-t border-line py-1.5 pr-4 text-left align-top font-normal">
                <Name change={change} />
              </th>
              <td className="border-t border-line py-1.5 pr-4 align-top">
                <Side decision={change.from} />
              </td>
              <td className="border-t border-line py-1.5 align-top">
                <Side
                  decision={change.to}
                  same={change.to.target !== null && change.to.target === change.from.target}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > most ? (
        <p className="mt-2 text-sm text-muted">and {(total - most).toLocaleString('en')} more rows</p>
      ) : null}
    </>
  )
}

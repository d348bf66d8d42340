// Past jobs by job and reason: how many, what Vault would print, which line decides, and what to do.
import Link from 'next/link'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { type LostViewRow, reasonNames } from '@/lib/core/render/lost-access-view'
import { accessAddress } from '../access/access-address'
import { LineLink, ReasonLink } from '../access/reason-link'
import { inventoryAddress } from '../inventory/inventory-address'
import { classNames } from '../ui/class-names'
import { MiddleTruncate } from '../ui/middle-truncate'
import { RelativeTime } from '../ui/relative-time'
import { Tag, type Tint } from '../ui/tag'
import { AcceptRefusal } from './accept-refusal'
import { fixText, situationText, stateWords } from './lost-words'

export type LostActions = {
  accept: (input: unknown) => Promise<ActionResult<void>>
  withdraw: (input: unknown) => Promise<ActionResult<void>>
}

const columns = [
  { name: 'Project and job', width: '24%' },
  { name: 'Runs', width: '76px' },
  { name: 'How they ran', width: '21%' },
  { name: 'What Vault would say', width: 'auto' },
  { name: 'What to do', width: '22%' },
]

const tints: Record<LostViewRow['state'], Tint> = {
  refused: 'red',
  accepted: 'amber',
  unknown: 'amber',
  passes: 'green',
  not_affected: 'neutral',
  not_in_configuration: 'neutral',
}

export function LostTable({ rows, actions }: { rows: LostViewRow[]; actions: LostActions | null }) {
  const cell = 'border-t border-line px-2 py-2 align-top'
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[1000px] table-fixed" aria-label="Past jobs">
        <colgroup>
          {columns.map(({ name, width }) => (
            <col key={name} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ name }) => (
              <th
                key={name}
                scope="col"
                className={classNames(
                  'h-8.5 px-2 text-sm font-medium text-muted first:pl-4',
                  name === 'Runs' ? 'text-right' : 'text-left',
                )}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="hover:bg-raised">
              <td className={`${cell} pl-4`}>
                <MiddleTruncate text={row.project} className="text-muted" />
                <p className="font-medium [overflow-wrap:anywhere]">{row.job}</p>
                <Tag tint={tints[row.state]}>{stateWords[row.state]}</Tag>
              </td>
              <td className={`${cell} text-right font-semibold tabular-nums`}>{row.count.toLocaleString('en')}</td>
              <td className={`${cell} text-sm`}>
                <Situations row={row} />
              </td>
              <td className={`${cell} text-sm [overflow-wrap:anywhere]`}>
                <Reasons row={row} />
              </td>
              <td className={`${cell} text-sm`}>
                <ToDo row={row} actions={actions} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const shown = 4

function Situations({ row: { runs } }: { row: LostViewRow }) {
  const together = new Map<string, number>()
  for (const run of runs) together.set(situationText(run), (together.get(situationText(run)) ?? 0) + run.count)
  const all = [...together]
  return (
    <ul>
      {all.slice(0, shown).map(([text, count]) => (
        <li key={text} className="[overflow-wrap:anywhere]">
          {text}
          {all.length > 1 ? <span className="text-muted"> ({count.toLocaleString('en')})</span> : null}
        </li>
      ))}
      {all.length > shown ? <li className="text-muted">and {all.length - shown} more ways</li> : null}
    </ul>
  )
}

function Reasons({ row }: { row: LostViewRow }) {
  if (row.state === 'passes') return <p className="text-muted">Logs in and reads all {row.reads.length} variables.</p>
  if (row.state === 'not_affected') return <p className="text-muted">The job reads no planned variable.</p>
  if (row.state === 'not_in_configuration') {
    return <p className="text-muted">The configuration of the last scan has no job of this name.</p>
  }
  return (
    <>
      {row.unread.length > 0 ? <p>It is not known {row.unread.join(', or ')}. Where it is refused:</p> : null}
      {row.reported.length > 1 ? <p className="text-muted">One of:</p> : null}
      {row.reported.map((text) => (
        <p key={text} className="font-mono text-xs">
          {text}
        </p>
      ))}
      {row.reasons.length > 0 ? (
        <p className="mt-1">
          <span className="font-mono">{row.role}</span>
          <span className="text-muted">: </span>
          {row.reasons.map((reason, at) => (
            <span key={`${reason.code} ${reason.claim} ${reason.text}`}>
              {at > 0 ? ' · ' : ''}
              <Reason reason={reason} row={row} />
            </span>
          ))}
        </p>
      ) : null}
    </>
  )
}

/** The fork of a past merge request is not kept, so its number is none that one could look up. */
function Reason({ reason, row }: { reason: LostViewRow['reasons'][number]; row: LostViewRow }) {
  if (reason.claim !== 'project_id' || row.example?.trigger !== 'fork-merge-request')
    return <ReasonLink reason={reason} />
  return <LineLink at={reason.at}>project_id is the fork’s</LineLink>
}

function ToDo({ row, actions }: { row: LostViewRow; actions: LostActions | null }) {
  const { state, project, example, reads, accepted } = row
  if (state === 'passes' || state === 'not_affected' || state === 'not_in_configuration') return null
  return (
    <div className="space-y-1.5">
      {accepted ? (
        <p className="[overflow-wrap:anywhere]">
          {accepted.reason}
          <span className="text-muted">
            {' '}
            — {accepted.who}, <RelativeTime at={accepted.at} />
          </span>
        </p>
      ) : (
        <p>{fixText(reasonNames(row))}</p>
      )}
      <p className="flex flex-wrap items-center gap-x-3">
        <span className="text-muted">Change</span>
        {reads.slice(0, 3).map(({ key, variableId }) => (
          <Link
            key={variableId}
            href={inventoryAddress({ filter: `key:${key}`, row: variableId })}
            prefetch={false}
            title="Change where it goes"
            className="inline-flex min-h-6 items-center rounded-sm font-mono underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            {key}
          </Link>
        ))}
        {reads.length > 3 ? <span className="text-muted">and {reads.length - 3} more</span> : null}
        {example ? (
          <Link
            href={accessAddress({ project, trigger: example.trigger, ref: null, environment: example.environment })}
            prefetch={false}
            className="inline-flex min-h-6 items-center rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-current"
          >
            Explain
          </Link>
        ) : null}
      </p>
      {actions && (state === 'refused' || state === 'accepted') ? (
        <AcceptRefusal rowKey={row.key} job={row.job} count={row.count} accepted={state === 'accepted'} {...actions} />
      ) : null}
    </div>
  )
}

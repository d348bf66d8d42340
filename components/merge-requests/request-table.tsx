// The merge requests that Cutover opened or tried to open, as last read back, with who has to act.
import { ExternalLink } from 'lucide-react'
import { ageInDays, nextStep } from '@/lib/core/render/merge-request-next'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { LinkedText } from '../ui/linked-text'
import { MiddleTruncate } from '../ui/middle-truncate'
import { RelativeTime } from '../ui/relative-time'
import { Tag } from '../ui/tag'
import { CloseReasonForm } from './close-reason-form'
import { closeReasonWords } from './close-reason-words'
import { RequestState } from './request-state'
import { RequestWaits } from './request-waits'

const isWeb = (url: string) => /^https?:\/\//.test(url)

const actors = { cutover: 'Cutover', platform: 'You', vault: 'Vault’s side', owner: 'Owner', nobody: '' } as const

export function RequestTable({
  rows,
  now,
  explain,
}: {
  rows: MergeRequestRow[]
  now: Date
  /** Keeps why one was closed; null for who may not. */
  explain: ((input: unknown) => Promise<{ ok: boolean; message?: string }>) | null
}) {
  const cell = 'h-8.5 border-t border-line px-2 py-1 align-top'
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[900px] table-fixed" aria-label="Merge requests">
        <colgroup>
          <col className="w-28" />
          <col className="w-[18%]" />
          <col className="w-23" />
          <col />
          <col className="w-[22%]" />
          <col className="w-16" />
          <col className="w-26" />
        </colgroup>
        <thead>
          <tr className="text-left text-sm text-muted">
            {['State', 'Project', 'What', 'Title', 'Who acts next'].map((name) => (
              <th key={name} scope="col" className="h-8.5 px-2 font-medium first:pl-4">
                {name}
              </th>
            ))}
            <th scope="col" className="px-2 text-right font-medium">
              Open
            </th>
            <th scope="col" className="px-2 font-medium">
              Changed
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const next = nextStep(row)
            const age = ageInDays(row, now)
            return (
              <tr key={row.id} className="hover:bg-raised">
                <td className={`${cell} pl-4`}>
                  <RequestState state={row.state} />
                </td>
                <td className={`${cell} font-medium`}>
                  <MiddleTruncate text={row.project} />
                </td>
                <td className={cell}>
                  <Tag>{row.kind === 'ci' ? 'CI change' : 'policies'}</Tag>
                </td>
                <td className={cell}>
                  <Title row={row} />
                  {row.message ? (
                    <span className="block text-sm text-muted [overflow-wrap:anywhere]">
                      <LinkedText text={row.message} />
                    </span>
                  ) : null}
                  {row.outdated ? <span className="block text-sm text-amber">{row.outdated}</span> : null}
                  <RequestWaits row={row} />
                </td>
                <td className={cell}>
                  {actors[next.actor] ? <span className="font-medium">{actors[next.actor]}: </span> : null}
                  <span className="text-muted">{next.text}</span>
                  {row.state === 'closed' && row.closeReason === null && explain ? (
                    <CloseReasonForm id={row.id} project={row.project} explain={explain} />
                  ) : null}
                  {row.closeReason ? (
                    <span className="block text-sm text-muted [overflow-wrap:anywhere]">
                      {closeReasonWords[row.closeReason]}
                      {row.closeNote ? `: ${row.closeNote}` : ''}
                    </span>
                  ) : null}
                </td>
                <td className={`${cell} text-right tabular-nums`}>{age === null ? '' : `${age} d`}</td>
                <td className={`${cell} text-muted`}>
                  <RelativeTime at={row.updatedAt} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Title({ row }: { row: MergeRequestRow }) {
  const hint = `${row.title}\nBranch ${row.branch}`
  if (!row.url || !isWeb(row.url)) {
    return (
      <span className="block [overflow-wrap:anywhere]" title={hint}>
        {row.title}
      </span>
    )
  }
  return (
    <a
      href={row.url}
      title={hint}
      target="_blank"
      rel="noreferrer"
      className="rounded-sm font-medium text-accent-text [overflow-wrap:anywhere] hover:underline"
    >
      {row.title} <ExternalLink className="mb-0.5 inline size-3.5" aria-hidden="true" />
      <span className="sr-only">(opens GitLab)</span>
    </a>
  )
}

// The merge requests that Cutover opened or tried to open, as last read back.
import { ExternalLink } from 'lucide-react'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { LinkedText } from '../ui/linked-text'
import { MiddleTruncate } from '../ui/middle-truncate'
import { RelativeTime } from '../ui/relative-time'
import { Tag } from '../ui/tag'
import { RequestState } from './request-state'
import { RequestWaits } from './request-waits'

const isWeb = (url: string) => /^https?:\/\//.test(url)

export function RequestTable({ rows }: { rows: MergeRequestRow[] }) {
  const cell = 'h-8.5 border-t border-line px-2 align-middle'
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[900px] table-fixed" aria-label="Merge requests">
        <colgroup>
          <col className="w-32" />
          <col className="w-[20%]" />
          <col className="w-24" />
          <col />
          <col className="w-[19%]" />
          <col className="w-32" />
        </colgroup>
        <thead>
          <tr className="text-left text-sm text-muted">
            {['State', 'Project', 'What', 'Title', 'Branch', 'Changed'].map((name) => (
              <th key={name} scope="col" className="h-8.5 px-2 font-medium first:pl-4">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.project} ${row.kind} ${row.branch}`} className="hover:bg-raised">
              <td className={`${cell} pl-4`}>
                <RequestState state={row.state} />
              </td>
              <td className={`${cell} font-medium`}>
                <MiddleTruncate text={row.project} />
              </td>
              <td className={cell}>
                <Tag>{row.kind === 'ci' ? 'CI change' : 'policies'}</Tag>
              </td>
              <td className={`${cell} py-1`}>
                {row.url && isWeb(row.url) ? (
                  <a
                    href={row.url}
                    target="_blank"
                    rel="noreferrer"
                    className="inline-flex max-w-full items-center gap-1.5 rounded-sm font-medium text-accent-text hover:underline"
                  >
                    <span className="truncate">{row.title}</span>
                    <ExternalLink className="size-3.5 shrink-0" aria-hidden="true" />
                    <span className="sr-only">(opens GitLab)</span>
                  </a>
                ) : (
                  <span className="block truncate" title={row.title}>
                    {row.title}
                  </span>
                )}
                {row.message ? (
                  <span className="block text-sm text-muted [overflow-wrap:anywhere]">
                    <LinkedText text={row.message} />
                  </span>
                ) : null}
                {row.outdated ? <span className="block text-sm text-amber">{row.outdated}</span> : null}
                <RequestWaits row={row} />
              </td>
              <td className={`${cell} font-mono text-sm text-muted`}>
                <MiddleTruncate text={row.branch} copy="branch" />
              </td>
              <td className={`${cell} text-muted`}>
                <RelativeTime at={row.updatedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

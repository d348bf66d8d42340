// What of the past could not be read, and which projects were not read at all.

import type { GapReason } from '@/lib/core/inventory/estate'
import type { HistoryPart } from '@/lib/core/trust/job-history'
import { Notice } from '../ui/notice'
import { gapText, partWords } from './lost-words'

export type Gap = { project: string; complete: boolean; missing: { part: HistoryPart; reason: GapReason }[] }

export function HistoryGaps({ gaps, unread }: { gaps: Gap[]; unread: string[] }) {
  const incomplete = gaps.filter(({ complete }) => !complete).length + unread.length
  if (gaps.length === 0 && unread.length === 0) return null
  const title =
    incomplete === 0
      ? `Environments were not read for ${gaps.length} ${gaps.length === 1 ? 'project' : 'projects'}`
      : `Incomplete for ${incomplete} ${incomplete === 1 ? 'project' : 'projects'}: more jobs may be refused than are counted`
  return (
    <Notice weight="warning" title={title} className="mb-3">
      <details>
        <summary className="cursor-pointer">Which</summary>
        <ul className="mt-1">
          {gaps.map(({ project, missing }) => (
            <li key={project}>
              <span className="font-medium">{project}</span>
              {': '}
              {missing.map(({ part, reason }) => `${partWords[part]}, ${gapText(reason)}`).join('; ')}
            </li>
          ))}
          {unread.map((project) => (
            <li key={project}>
              <span className="font-medium">{project}</span>: not read yet
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  )
}

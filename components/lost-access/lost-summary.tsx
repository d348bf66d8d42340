// The answer in one line: of so many runs so many would be refused.
import type { LostTotals } from '@/lib/core/render/lost-access-view'
import { Notice } from '../ui/notice'
import { RelativeTime } from '../ui/relative-time'

const number = (count: number) => count.toLocaleString('en')

export function LostSummary({
  totals,
  readAt,
  since,
}: {
  totals: LostTotals
  readAt: string | null
  since: string | null
}) {
  const { runs, refused, accepted, unknown, jobs } = totals
  const besides = [
    accepted > 0 ? `${number(accepted)} more are refused and accepted` : '',
    unknown > 0 ? `of ${number(unknown)} it is not known` : '',
  ].filter(Boolean)
  return (
    <Notice
      weight={refused > 0 ? 'problem' : unknown > 0 ? 'warning' : 'good'}
      title={`Of ${number(runs)} runs ${number(refused)} would be refused`}
      className="mb-3"
    >
      {refused > 0 ? `${number(jobs.refused)} ${jobs.refused === 1 ? 'case' : 'cases'} by job and reason. ` : ''}
      {besides.length > 0 ? `${besides.join('; ').replace(/^./, (letter) => letter.toUpperCase())}. ` : ''}
      {since === null || readAt === null ? null : (
        <span className="text-muted">
          Jobs since {since.slice(0, 10)}, read <RelativeTime at={readAt} />.
        </span>
      )}
    </Notice>
  )
}

// What an open CI change waits for before it may leave Draft; folded, since there can be many.
import { CircleCheck, Hourglass } from 'lucide-react'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'

export function RequestWaits({ row: { draft, waits } }: { row: Pick<MergeRequestRow, 'draft' | 'waits'> }) {
  if (waits === null) return null
  if (waits.length === 0) {
    const text = draft === false ? 'Not a draft; all that it needs is live' : 'All that it needs is live'
    return (
      <span className="flex items-center gap-1.5 text-sm text-green">
        <CircleCheck className="size-3.5 shrink-0" aria-hidden="true" />
        {text}
      </span>
    )
  }
  return (
    <details className="text-sm">
      <summary className="flex w-fit cursor-pointer items-center gap-1.5 rounded-sm text-amber">
        <Hourglass className="size-3.5 shrink-0" aria-hidden="true" />
        {draft === false ? 'Not a draft, though not all is proven: ' : 'Draft, waits for '}
        {waits.length} {waits.length === 1 ? 'thing' : 'things'}
      </summary>
      <ul className="mt-1 list-disc space-y-0.5 pl-6 text-muted [overflow-wrap:anywhere]">
        {waits.map((wait) => (
          <li key={`${wait.kind} ${wait.name} ${wait.code}`}>{wait.text}.</li>
        ))}
      </ul>
    </details>
  )
}

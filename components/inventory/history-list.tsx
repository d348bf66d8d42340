// Who changed what, when, from what to what.
import type { HistoryEntry } from '@/lib/core/render/inventory-row'
import { RelativeTime } from '../ui/relative-time'

export function HistoryList({ entries, empty }: { entries: HistoryEntry[]; empty: string }) {
  return (
    <>
      {entries.length === 0 ? <p className="text-muted">{empty}</p> : null}
      <ol className="space-y-1.5">
        {entries.map((entry) => (
          <li key={`${entry.at} ${entry.what}`}>
            {entry.what}
            {entry.from || entry.to ? (
              <span className="block text-sm text-muted [overflow-wrap:anywhere]">
                from {entry.from ?? 'nothing'}
                <br />
                to {entry.to ?? 'nothing'}
              </span>
            ) : null}
            <span className="block text-sm text-muted">
              {entry.who}, <RelativeTime at={entry.at} />
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

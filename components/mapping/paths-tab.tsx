// Paths that Vault holds today: where they are known from, and the list that people keep.
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { RelativeTime } from '../ui/relative-time'
import { ListedPathsForm } from './listed-paths-form'

export function PathsTab({
  known,
  listed,
  keep,
}: {
  known: { paths: { vault: string }[]; live: number; listed: number; problems: string[] }
  listed: { text: string; who: string; at: string } | null
  /** Null for those who may only look. */
  keep: ((input: unknown) => Promise<ActionResult<object>>) | null
}) {
  return (
    <div className="space-y-3">
      <p className="text-muted">
        {known.live.toLocaleString('en')} read from the connected vaults (planned paths that exist, and paths that
        policies name in full) · {known.listed.toLocaleString('en')} listed by people. Names only; no value is read.
      </p>
      {known.problems.length > 0 ? (
        <Notice
          weight="warning"
          title={`${known.problems.length.toLocaleString('en')} lines of the list count for nothing`}
        >
          <ul>
            {known.problems.slice(0, 10).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Card
        title="Listed by people"
        remark={
          listed ? (
            <>
              {listed.who}, <RelativeTime at={listed.at} />
            </>
          ) : undefined
        }
      >
        <ListedPathsForm key={listed?.at ?? 'none'} text={listed?.text ?? ''} keep={keep} />
      </Card>
    </div>
  )
}

// What the changed rules would do, while one still writes them.
'use client'

import type { RulesPreview } from '@/lib/core/mapping/rules-preview'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { ChangeList } from './change-list'

export type PreviewState =
  | { kind: 'unchanged' }
  | { kind: 'waiting' }
  | { kind: 'failed'; message: string; problems: string[] }
  | { kind: 'ready'; shown: PreviewPage }

/** The changes of one page, and how many there are on all. */
export type PreviewPage = { preview: RulesPreview; changed: number; page: number; pages: number }

export function RulesPreviewCard({
  state,
  turning,
  onPage,
}: {
  state: PreviewState
  /** Another page was asked for and is not here yet. */
  turning: boolean
  onPage: (page: number) => void
}) {
  const shown = state.kind === 'ready' ? state.shown : null
  const remark = shown ? `${shown.changed.toLocaleString('en')} rows change` : ''
  return (
    <Card title="Preview" remark={<span aria-live="polite">{remark}</span>}>
      {state.kind === 'unchanged' ? (
        <p className="text-muted">Change a rule, and exactly the rows that it changes appear here before you save.</p>
      ) : null}
      {state.kind === 'waiting' ? <Skeleton className="h-28 w-full" /> : null}
      {state.kind === 'failed' ? (
        <Notice weight="problem" title={state.message} live>
          <ul>
            {state.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {shown ? (
        <div aria-busy={turning}>
          {shown.preview.problems.length > 0 ? (
            <Notice weight="warning" title="Something is wrong with the rules" className="mb-3">
              <ul>
                {shown.preview.problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            </Notice>
          ) : null}
          <ChangeList changes={shown.preview.changes} />
          {shown.pages > 1 ? (
            <nav
              aria-label="Pages of the preview"
              className="mt-3 flex items-center justify-end gap-2 text-sm text-muted"
            >
              <span className="mr-2">
                Page {shown.page.toLocaleString('en')} of {shown.pages.toLocaleString('en')}
              </span>
              <Button size="sm" disabled={turning || shown.page === 1} onClick={() => onPage(shown.page - 1)}>
                Previous
              </Button>
              <Button size="sm" disabled={turning || shown.page === shown.pages} onClick={() => onPage(shown.page + 1)}>
                Next
              </Button>
            </nav>
          ) : null}
        </div>
      ) : null}
    </Card>
  )
}

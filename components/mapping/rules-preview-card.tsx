// What the changed rules would do, while one still writes them.
'use client'

import type { RulesPreview } from '@/lib/core/mapping/rules-preview'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { ChangeList } from './change-list'

export type PreviewState =
  | { kind: 'unchanged' }
  | { kind: 'waiting' }
  | { kind: 'failed'; message: string; problems: string[] }
  | { kind: 'ready'; preview: RulesPreview }

export function RulesPreviewCard({ state }: { state: PreviewState }) {
  const remark = state.kind === 'ready' ? `${state.preview.changes.length.toLocaleString('en')} rows change` : ''
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
      {state.kind === 'ready' ? (
        <>
          {state.preview.problems.length > 0 ? (
            <Notice weight="warning" title="Something is wrong with the rules" className="mb-3">
              <ul>
                {state.preview.problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            </Notice>
          ) : null}
          <ChangeList changes={state.preview.changes} />
        </>
      ) : null}
    </Card>
  )
}

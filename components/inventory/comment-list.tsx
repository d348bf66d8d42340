// What people said about a variable, as plain text, and a place to say more.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { Button } from '../ui/button'
import { TextArea } from '../ui/controls'
import { Field } from '../ui/field'
import { RelativeTime } from '../ui/relative-time'
import { DrawerSection } from './drawer-section'

export type Comment = { id: string; who: string; at: string; text: string }

export type CommentActions = {
  add: (input: unknown) => Promise<ActionResult<void>>
  remove: (input: unknown) => Promise<ActionResult<void>>
}

export function CommentList({
  row,
  comments,
  me,
  mayEdit,
  actions,
}: {
  row: string
  comments: Comment[]
  me: string
  mayEdit: boolean
  actions: CommentActions
}) {
  const router = useRouter()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, run] = useTransition()
  const ask = (work: () => Promise<ActionResult<void>>, after: () => void) =>
    run(async () => {
      const result = await work()
      setProblem(result.ok ? null : [result.message, ...(result.problems ?? [])].join(' '))
      if (!result.ok) return
      after()
      router.refresh()
    })
  return (
    <DrawerSection title={comments.length > 0 ? `Comments (${comments.length})` : 'Comments'}>
      {comments.length === 0 ? <p className="text-muted">Nobody has said anything yet.</p> : null}
      <ul className="space-y-2">
        {comments.map((comment) => (
          <li key={comment.id} className="rounded-md border border-line px-2.5 py-1.5">
            <p className="flex items-baseline gap-2 text-sm text-muted">
              <span className="font-medium text-text">{comment.who}</span>
              <RelativeTime at={comment.at} />
              {mayEdit && comment.who === me ? (
                <Button
                  variant="ghost"
                  size="sm"
                  className="ml-auto"
                  disabled={busy}
                  aria-label={`Delete my comment: ${comment.text.slice(0, 40)}`}
                  onClick={() =>
                    ask(
                      () => actions.remove({ id: comment.id }),
                      () => {},
                    )
                  }
                >
                  Delete
                </Button>
              ) : null}
            </p>
            <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{comment.text}</p>
          </li>
        ))}
      </ul>
      {mayEdit ? (
        <form
          className="mt-2"
          onSubmit={(event) => {
            event.preventDefault()
            ask(
              () => actions.add({ row, text }),
              () => setText(''),
            )
          }}
        >
          <Field
            label="Say something about it"
            error={problem}
            hint="Up to 2,000 characters, shown as plain text. Never a value."
          >
            {(ids) => (
              <TextArea
                {...ids}
                rows={2}
                maxLength={2000}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
          <Button type="submit" size="sm" className="mt-1.5" disabled={busy || text.trim() === ''}>
            {busy ? 'Saving…' : 'Comment'}
          </Button>
        </form>
      ) : null}
    </DrawerSection>
  )
}

// What accepting suggestions would change, exactly, and only then the button.
'use client'

import { useEffect, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { SuggestionFilter } from '@/lib/core/mapping/filter-suggestions'
import type { RulesPreview } from '@/lib/core/mapping/rules-preview'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Notice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { ChangeList } from './change-list'

/** Suggestions by id, or all that a filter finds. */
export type SuggestionChoice = { ids: string[] } | { filter: SuggestionFilter }

type Preview = { preview: RulesPreview; version: number; accepted: number; contradicted: number }

export type SuggestionActions = {
  preview: (input: unknown) => Promise<ActionResult<Preview>>
  accept: (input: unknown) => Promise<ActionResult<{ version: number; changed: number }>>
  dismiss: (input: unknown) => Promise<ActionResult<{ changed: number }>>
  restore: (input: unknown) => Promise<ActionResult<{ changed: number }>>
}

export const messageOf = (result: { message: string; problems?: string[] }) =>
  [result.message, ...(result.problems ?? [])].join(' ')

const plural = (count: number, noun: string) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

export function SuggestionDialog({
  choice,
  count,
  actions,
  onClose,
  onDone,
}: {
  choice: SuggestionChoice
  count: number
  actions: SuggestionActions
  onClose: () => void
  onDone: (message: string) => void
}) {
  const [found, setFound] = useState<Preview | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [saving, save] = useTransition()

  useEffect(() => {
    let stale = false
    actions.preview({ choice }).then((result) => {
      if (stale) return
      if (result.ok) setFound(result.value)
      else setProblem(messageOf(result))
    })
    return () => {
      stale = true
    }
  }, [choice, actions])

  const accept = (version: number) =>
    save(async () => {
      const result = await actions.accept({ choice, version })
      if (result.ok) onDone(`${plural(result.value.changed, 'variable')} changed. Mapping can undo it.`)
      else setProblem(messageOf(result))
    })
  const changes = found?.preview.changes ?? []
  const blocked = changes.filter(({ from, to }) => to.state === 'blocked' && from.state !== 'blocked').length
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={`Accept ${plural(count, 'suggestion')}`}
      description="They become decisions made by hand. Nothing outside Cutover changes, and Mapping can undo it."
      footer={
        <>
          <p className="mr-auto text-muted" aria-live="polite">
            {found ? `${plural(changes.length, 'row')} change` : problem ? '' : 'Looking what changes…'}
          </p>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={saving || found === null} onClick={() => found && accept(found.version)}>
            {saving ? 'Saving…' : 'Accept'}
          </Button>
        </>
      }
    >
      {problem ? (
        <Notice weight="problem" live>
          {problem}
        </Notice>
      ) : null}
      {found && found.contradicted > 0 ? (
        <Notice weight="warning" className="mb-3">
          {plural(found.contradicted, 'suggestion')} of these contradict a surer one for the same variable and stay
          open.
        </Notice>
      ) : null}
      {blocked > 0 ? (
        <Notice weight="warning" className="mb-3">
          {plural(blocked, 'row')} would be blocked by what the new place needs; the inventory says why.
        </Notice>
      ) : null}
      {found?.preview.problems.length ? (
        <Notice weight="warning" title="The rules file would have problems" className="mb-3">
          <ul>
            {found.preview.problems.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {found ? <ChangeList changes={changes} /> : problem ? null : <Skeleton className="h-24 w-full" />}
    </Dialog>
  )
}

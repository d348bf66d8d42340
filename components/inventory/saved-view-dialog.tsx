// Keeps the view of this moment under a name, and deletes one's own.
'use client'

import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useId, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { Button } from '../ui/button'
import { CheckBox, Input } from '../ui/controls'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'

export type Shown = { id: string; who: string; shared: boolean; name: string; address: string }

export type SavedViewActions = {
  save: (input: unknown) => Promise<ActionResult<void>>
  remove: (input: unknown) => Promise<ActionResult<void>>
}

export function SavedViewDialog({
  address,
  name: before,
  own,
  mayShare,
  actions,
  onClose,
}: {
  address: string
  name: string
  own: Shown[]
  mayShare: boolean
  actions: SavedViewActions
  onClose: () => void
}) {
  const router = useRouter()
  const form = useId()
  const share = useId()
  const [name, setName] = useState(before)
  const [shared, setShared] = useState(own.some((one) => one.name === before && one.shared))
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
  const replaces = own.some((one) => one.name === name.trim())
  return (
    <Dialog
      open
      onClose={onClose}
      title="Save this view"
      description="A view is the filter, the order, the columns and the size of the page, under a name."
      footer={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button type="submit" form={form} variant="primary" disabled={busy || name.trim() === ''}>
            {replaces ? 'Replace' : 'Save'}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          ask(() => actions.save({ name, address, shared }), onClose)
        }}
      >
        <Field label="Name" error={problem}>
          {(ids) => <Input {...ids} value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />}
        </Field>
        {mayShare ? (
          <p className="mt-2 flex items-center gap-2">
            <CheckBox id={share} checked={shared} onChange={(event) => setShared(event.target.checked)} />
            <label htmlFor={share}>Show it to everybody here</label>
          </p>
        ) : null}
      </form>
      {own.length > 0 ? (
        <section aria-label="My views" className="mt-4">
          <h3 className="text-sm font-medium text-muted">My views</h3>
          <ul>
            {own.map((one) => (
              <li key={one.id} className="flex items-center gap-2 border-t border-line py-1">
                <span className="min-w-0 flex-1 truncate">{one.name}</span>
                <Button
                  variant="ghost"
                  size="icon"
                  disabled={busy}
                  aria-label={`Delete the view ${one.name}`}
                  onClick={() =>
                    ask(
                      () => actions.remove({ id: one.id }),
                      () => {},
                    )
                  }
                >
                  <X className="size-4" aria-hidden="true" />
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Dialog>
  )
}

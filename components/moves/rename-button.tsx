// Puts the new path into the rules that name the old one: shows what that changes, then saves it.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { RulesPreview } from '@/lib/core/mapping/rules-preview'
import { ChangeList } from '../mapping/change-list'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Notice } from '../ui/notice'

type Found = { version: number; parts: number; preview: RulesPreview }

export type RenameActions = {
  look: (input: unknown) => Promise<ActionResult<Found>>
  save: (input: unknown) => Promise<ActionResult<{ version: number; changed: number }>>
}

export function RenameButton({
  move,
  actions,
}: {
  move: { id: string; from: string; to: string; parts: number }
  actions: RenameActions
}) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [found, setFound] = useState<Found | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [pending, begin] = useTransition()
  const look = () => {
    setFound(null)
    setFailed(null)
    setOpen(true)
    begin(async () => {
      const result = await actions.look({ id: move.id })
      if (result.ok) setFound(result.value)
      else setFailed(result.message)
    })
  }
  const save = (version: number) =>
    begin(async () => {
      const result = await actions.save({ id: move.id, version })
      if (!result.ok) {
        setFailed(result.message)
        return
      }
      setOpen(false)
      router.refresh()
    })
  return (
    <>
      <Button size="sm" onClick={look}>
        Rename in rules…
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        wide
        title={`Name ${move.to} in place of ${move.from}?`}
        description={`${move.parts} ${move.parts === 1 ? 'part of the mapping names' : 'parts of the mapping name'} the old path. Patterns with * stay as they are.`}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button variant="primary" disabled={pending || found === null} onClick={() => found && save(found.version)}>
              {pending && found !== null ? 'Saving…' : 'Save to the mapping'}
            </Button>
          </>
        }
      >
        {failed === null ? null : (
          <Notice weight="problem" live>
            {failed}
          </Notice>
        )}
        {found ? (
          <ChangeList changes={found.preview.changes} />
        ) : failed ? null : (
          <p className="text-muted">Looking…</p>
        )}
      </Dialog>
    </>
  )
}

// Takes an existing role into the mapping: shows what that changes, then saves it.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { RulesPreview } from '@/lib/core/mapping/rules-preview'
import { ChangeList } from '../mapping/change-list'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Notice } from '../ui/notice'

export type AdoptActions = {
  preview: (input: unknown) => Promise<ActionResult<{ template: string; version: number; preview: RulesPreview }>>
  adopt: (input: unknown) => Promise<ActionResult<{ version: number; changed: number }>>
}

type Wish = { what: 'role' | 'policy'; vault: string; planned: string; existing: string }

type Found = { template: string; version: number; preview: RulesPreview } | { message: string }

const messageOf = (result: { message: string; problems?: string[] }) =>
  (result.problems?.length ? result.problems : [result.message]).join('. ')

export function AdoptButton({ wish, actions }: { wish: Wish; actions: AdoptActions }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [found, setFound] = useState<Found | null>(null)
  const [pending, begin] = useTransition()
  const look = () => {
    setFound(null)
    setOpen(true)
    begin(async () => {
      const result = await actions.preview(wish)
      setFound(result.ok ? result.value : { message: messageOf(result) })
    })
  }
  const adopt = (version: number) =>
    begin(async () => {
      const result = await actions.adopt({ ...wish, version })
      if (!result.ok) {
        setFound({ message: messageOf(result) })
        return
      }
      setOpen(false)
      router.refresh()
    })
  const ready = found !== null && 'template' in found ? found : null
  return (
    <>
      <Button size="sm" onClick={look}>
        Adopt…
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        wide
        title={`Use ${wish.existing} in place of ${wish.planned}?`}
        description={`The mapping then names the existing ${wish.what}. What of it is not as rendered shows as drift until somebody writes it.`}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button
              variant="primary"
              disabled={pending || ready === null}
              onClick={() => ready && adopt(ready.version)}
            >
              {pending && ready !== null ? 'Saving…' : 'Save to the mapping'}
            </Button>
          </>
        }
      >
        {found === null ? <p className="text-muted">Looking at what would change…</p> : null}
        {found !== null && 'message' in found ? (
          <Notice weight="problem" title="It cannot be adopted by a rule" live>
            {found.message}
          </Notice>
        ) : null}
        {ready ? (
          <>
            <p className="mb-3">
              The {wish.what} is named <code className="font-mono text-sm font-medium">{ready.template}</code> in the
              rules that decide about its variables. Nothing else gets another name.
            </p>
            <ChangeList changes={ready.preview.changes} />
          </>
        ) : null}
      </Dialog>
    </>
  )
}

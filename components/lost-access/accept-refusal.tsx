// Accepts a refusal with a reason, or takes that back.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { Button } from '../ui/button'
import { TextArea } from '../ui/controls'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'

type Props = {
  rowKey: string
  job: string
  count: number
  accepted: boolean
  accept: (input: unknown) => Promise<ActionResult<void>>
  withdraw: (input: unknown) => Promise<ActionResult<void>>
}

export function AcceptRefusal({ rowKey, job, count, accepted, accept, withdraw }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, begin] = useTransition()
  const send = (work: () => Promise<ActionResult<void>>) =>
    begin(async () => {
      const result = await work()
      setProblem(result.ok ? null : result.message)
      if (!result.ok) return
      setOpen(false)
      router.refresh()
    })
  if (accepted) {
    return (
      <>
        <Button size="sm" disabled={pending} onClick={() => send(() => withdraw({ key: rowKey }))}>
          {pending ? 'Taking back…' : 'Take back'}
        </Button>
        {problem ? (
          <p role="alert" className="text-red">
            {problem}
          </p>
        ) : null}
      </>
    )
  }
  return (
    <>
      <Button size="sm" aria-label={`Accept the refusal of ${job}…`} onClick={() => setOpen(true)}>
        Accept…
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={`Accept that ${job} is refused?`}
        description={`${count.toLocaleString('en')} past ${count === 1 ? 'run' : 'runs'} no longer ${count === 1 ? 'counts' : 'count'}, and later ones of the same job for the same reasons. The row stays listed.`}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button
              variant="primary"
              disabled={pending || reason.trim() === ''}
              onClick={() => send(() => accept({ key: rowKey, reason }))}
            >
              {pending ? 'Accepting…' : 'Accept'}
            </Button>
          </>
        }
      >
        <Field label="Why it may be refused" error={problem}>
          {(ids) => (
            <TextArea
              {...ids}
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </Dialog>
    </>
  )
}

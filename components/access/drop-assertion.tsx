// Takes an assertion away, once asked again.
'use client'

import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { Button } from '../ui/button'

type Props = { id: string; sentence: string; drop: (input: { id: string }) => Promise<ActionResult<void>> }

export function DropAssertion({ id, sentence, drop }: Props) {
  const [sure, setSure] = useState(false)
  const [message, setMessage] = useState<string | null>(null)
  const [waiting, start] = useTransition()
  const go = () =>
    start(async () => {
      const result = await drop({ id })
      setMessage(result.ok ? null : result.message)
    })
  return (
    <span className="flex flex-wrap items-center justify-end gap-1.5">
      {message === null ? null : <span className="text-sm text-red">{message}</span>}
      {sure ? (
        <>
          <Button size="sm" onClick={() => setSure(false)}>
            Keep it
          </Button>
          <Button size="sm" variant="danger" disabled={waiting} onClick={go} aria-label={`Drop for good: ${sentence}`}>
            Drop for good
          </Button>
        </>
      ) : (
        <Button size="sm" onClick={() => setSure(true)} aria-label={`Drop: ${sentence}`}>
          Drop…
        </Button>
      )}
    </span>
  )
}

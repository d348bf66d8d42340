// Asks for a job and follows it to its end; then the page is read again.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { JobState, JobTicket } from '@/lib/core/inventory/job-state'

export type JobActions = {
  start: (input: unknown) => Promise<ActionResult<JobTicket>>
  follow: (input: unknown) => Promise<ActionResult<JobState>>
}

/** What a person is told meanwhile. */
export type JobNote = { kind: 'problem' | 'slow'; text: string } | null

const betweenLooks = 400
const slowAfter = 8_000
const longest = 120_000

/** `run` gives true where the job was done. Its note stays until the next run. */
export function useJob({ start, follow }: JobActions) {
  const router = useRouter()
  const [pending, begin] = useTransition()
  const [note, setNote] = useState<JobNote>(null)

  async function followed(input: unknown): Promise<JobNote> {
    const asked = await start(input)
    if (!asked.ok) return { kind: 'problem', text: asked.message }
    if (asked.value === null) return { kind: 'slow', text: 'The same was asked for a moment ago.' }
    const since = Date.now()
    while (Date.now() - since < longest) {
      const now = await follow(asked.value)
      if (!now.ok) return { kind: 'problem', text: now.message }
      if (now.value.state === 'failed') return { kind: 'problem', text: now.value.message }
      if (now.value.state === 'done') return null
      if (Date.now() - since > slowAfter) setNote({ kind: 'slow', text: slowWords[now.value.state] })
      await new Promise((resolve) => setTimeout(resolve, betweenLooks))
    }
    return { kind: 'problem', text: 'The worker did not finish in two minutes. What it finds appears here later.' }
  }

  const run = (input: unknown, done?: () => void) => {
    setNote(null)
    begin(async () => {
      const end = await followed(input)
      setNote(end)
      if (end?.kind !== 'problem') done?.()
      router.refresh()
    })
  }
  return { run, pending, note }
}

const slowWords = {
  waiting: 'The worker is busy with something else and has not begun yet.',
  running: 'This takes longer than usual; the worker is still at it.',
}

// Asks the worker to read past jobs, and shows how far it is.
'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { HistoryReading } from '@/lib/core/trust/job-history'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { ProgressBar } from '../ui/progress-bar'

const isActive = (reading: HistoryReading | null) => reading?.state === 'queued' || reading?.state === 'running'

export function ReadHistoryButton({
  reading,
  read,
}: {
  reading: HistoryReading | null
  read: (input: unknown) => Promise<ActionResult<void>>
}) {
  const router = useRouter()
  const [pending, begin] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const active = isActive(reading)
  return (
    <>
      {problem ? (
        <span role="alert" className="text-sm text-red">
          {problem}
        </span>
      ) : null}
      <Button
        variant={reading === null ? 'primary' : 'default'}
        disabled={pending || active}
        onClick={() =>
          begin(async () => {
            const result = await read({})
            setProblem(result.ok ? null : result.message)
            router.refresh()
          })
        }
      >
        {pending || active ? 'Reading…' : reading === null ? 'Read the last 90 days' : 'Read again'}
      </Button>
    </>
  )
}

/** Renews the page while the worker reads; afterwards nothing, unless it failed. */
export function HistoryProgress({ reading }: { reading: HistoryReading | null }) {
  const router = useRouter()
  const active = isActive(reading)
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => router.refresh(), 1500)
    return () => clearInterval(timer)
  }, [active, router])
  if (reading?.state === 'failed') {
    return (
      <Notice weight="problem" title="The last reading failed" className="mb-3">
        {reading.message ?? 'No reason was recorded.'} What was read before is still shown.
      </Notice>
    )
  }
  if (!active || reading === null) return null
  const counted = reading.total === null ? 'waiting for the worker' : `${reading.done} of ${reading.total} projects`
  return (
    <section
      aria-label="Reading past jobs"
      className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-surface px-4 py-3"
    >
      <p className="font-semibold">Reading past jobs</p>
      <div className="min-w-40 flex-1">
        <ProgressBar done={reading.done} total={reading.total} label="Progress of reading past jobs" />
      </div>
      <p className="text-muted" aria-live="polite">
        {[counted, reading.message].filter(Boolean).join(' · ')}
      </p>
    </section>
  )
}

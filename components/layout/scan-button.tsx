// Starts a scan. While one runs it says so, and does nothing twice.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { Button } from '../ui/button'

export function ScanButton({
  running,
  start,
  label = 'Scan now',
}: {
  running: boolean
  start: (input: unknown) => Promise<ActionResult<{ id: string }>>
  label?: string
}) {
  const router = useRouter()
  const [pending, begin] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  const busy = pending || running
  return (
    <>
      <Button
        variant="primary"
        disabled={busy}
        onClick={() =>
          begin(async () => {
            const result = await start({})
            setProblem(result.ok ? null : result.message)
            router.refresh()
          })
        }
      >
        {busy ? 'Scanning…' : label}
      </Button>
      {problem ? (
        <p role="alert" className="w-full text-sm text-red">
          {problem}
        </p>
      ) : null}
    </>
  )
}

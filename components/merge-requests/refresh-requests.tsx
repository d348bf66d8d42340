// Reads the states back from GitLab, and renews the page while something is still on its way.
'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { Button } from '../ui/button'

export function RefreshRequests({
  moving,
  refresh,
}: {
  /** True while a merge request is queued or being opened. */
  moving: boolean
  refresh: (input: unknown) => Promise<ActionResult<void>>
}) {
  const router = useRouter()
  const [pending, begin] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    if (!moving) return
    const timer = setInterval(() => router.refresh(), 1500)
    return () => clearInterval(timer)
  }, [moving, router])
  return (
    <>
      {problem ? (
        <span role="alert" className="text-sm text-red">
          {problem}
        </span>
      ) : null}
      <Button
        size="sm"
        disabled={pending}
        onClick={() =>
          begin(async () => {
            const result = await refresh({})
            setProblem(result.ok ? null : result.message)
            await new Promise((resolve) => setTimeout(resolve, 2000))
            router.refresh()
          })
        }
      >
        {pending ? 'Reading…' : 'Read states again'}
      </Button>
    </>
  )
}

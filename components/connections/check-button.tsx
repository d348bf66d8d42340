// Asks the worker to look at the connection again, and waits for what it finds.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import { Button } from '../ui/button'

export function CheckButton({
  check,
  label = 'Check again',
  busy = 'Checking…',
}: {
  check: (input: unknown) => Promise<ActionResult<void>>
  label?: string
  busy?: string
}) {
  const router = useRouter()
  const [pending, begin] = useTransition()
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <>
      {problem ? (
        <span role="alert" className="text-red">
          {problem}
        </span>
      ) : null}
      <Button
        size="sm"
        disabled={pending}
        onClick={() =>
          begin(async () => {
            const result = await check({})
            setProblem(result.ok ? null : result.message)
            await new Promise((resolve) => setTimeout(resolve, 2500))
            router.refresh()
          })
        }
      >
        {pending ? busy : label}
      </Button>
    </>
  )
}

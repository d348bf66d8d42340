// Adds or removes one source of the mapping, and says what went wrong.
'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import type { Source } from '@/lib/core/mapping/rules-file'
import { Button } from '../ui/button'
import type { SourceAction } from './env-file-form'

export function SourceButton({
  source,
  version,
  action,
  children,
}: {
  source: Source
  version: number
  action: SourceAction
  children: ReactNode
}) {
  const router = useRouter()
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, begin] = useTransition()
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
            const result = await action({ source, version })
            setProblem(result.ok ? null : [result.message, ...(result.problems ?? [])].join(' '))
            if (result.ok) router.refresh()
          })
        }
      >
        {children}
      </Button>
    </>
  )
}

// Shown while a large answer is worked out: how far it is, once it takes longer than a moment.
'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { Card } from '../ui/card'
import { Skeleton } from '../ui/skeleton'

const progressSchema = z.object({ done: z.number(), total: z.number() }).nullable()

type Progress = z.infer<typeof progressSchema>

export function WorkingOut({ what }: { what: string }) {
  const [progress, setProgress] = useState<Progress>(null)
  useEffect(() => {
    const timer = setInterval(async () => {
      const response = await fetch('/access/progress').catch(() => null)
      const read = response?.ok ? progressSchema.safeParse(await response.json().catch(() => null)) : null
      if (read?.success) setProgress(read.data)
    }, 400)
    return () => clearInterval(timer)
  }, [])
  return (
    <Card>
      <p role="status" className="mb-3 text-muted">
        Working out {what}
        {progress === null
          ? '…'
          : `: ${progress.done.toLocaleString('en')} of ${progress.total.toLocaleString('en')} projects`}
      </p>
      {progress === null ? null : (
        <progress
          className="mb-3 block w-full"
          aria-label={`Working out ${what}`}
          value={progress.done}
          max={progress.total}
        />
      )}
      <div className="space-y-1.5">
        {['push', 'tag', 'request', 'schedule', 'web', 'child'].map((row) => (
          <Skeleton key={row} className="h-7" />
        ))}
      </div>
    </Card>
  )
}

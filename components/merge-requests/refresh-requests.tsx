// Reads the states back from GitLab, and renews the page while something is still on its way.
'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { Button } from '../ui/button'
import { JobNoteText } from '../ui/job-note-text'
import { type JobActions, useJob } from '../ui/use-job'

export function RefreshRequests({
  moving,
  refresh,
  follow,
}: {
  /** True while a merge request is queued or being opened. */
  moving: boolean
  refresh: JobActions['start']
  follow: JobActions['follow']
}) {
  const router = useRouter()
  const { run, pending, note } = useJob({ start: refresh, follow })
  useEffect(() => {
    if (!moving) return
    const timer = setInterval(() => router.refresh(), 1500)
    return () => clearInterval(timer)
  }, [moving, router])
  return (
    <>
      <JobNoteText note={note} />
      <Button size="sm" disabled={pending} onClick={() => run({})}>
        {pending ? 'Reading…' : 'Read states again'}
      </Button>
    </>
  )
}

// Asks the worker to look at the connection again, and shows what it found once it has.
'use client'

import { Button } from '../ui/button'
import { JobNoteText } from '../ui/job-note-text'
import { type JobActions, useJob } from '../ui/use-job'

export function CheckButton({
  check,
  follow,
  label = 'Check again',
  busy = 'Checking…',
}: {
  check: JobActions['start']
  follow: JobActions['follow']
  label?: string
  busy?: string
}) {
  const { run, pending, note } = useJob({ start: check, follow })
  return (
    <>
      <JobNoteText note={note} />
      <Button size="sm" disabled={pending} onClick={() => run({})}>
        {pending ? busy : label}
      </Button>
    </>
  )
}

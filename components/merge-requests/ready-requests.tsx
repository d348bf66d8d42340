// The button that takes proven CI changes out of Draft, with a last look at exactly which.
'use client'

import { useState } from 'react'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { JobNoteText } from '../ui/job-note-text'
import { MiddleTruncate } from '../ui/middle-truncate'
import { type JobActions, useJob } from '../ui/use-job'

export function ReadyRequests({
  rows,
  ready,
  follow,
}: {
  /** Drafts that wait for nothing. */
  rows: Pick<MergeRequestRow, 'id' | 'project'>[]
  ready: JobActions['start']
  follow: JobActions['follow']
}) {
  const [open, setOpen] = useState(false)
  // The worker reads Vault again before it edits a title.
  const { run, pending, note } = useJob({ start: ready, follow })
  const confirm = () => run({ ids: rows.map(({ id }) => id) }, () => setOpen(false))
  return (
    <>
      <Button size="sm" disabled={rows.length === 0 || pending} onClick={() => setOpen(true)}>
        {rows.length === 0 ? 'No draft is ready' : `Take ${rows.length} out of Draft`}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={`Take ${rows.length} ${rows.length === 1 ? 'merge request' : 'merge requests'} out of Draft?`}
        description="Vault is read once more first. Whoever may merge in GitLab can then merge them. A commit that Cutover did not make, or a role, policy or path that is gone, makes a draft of it again."
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button variant="primary" disabled={pending} onClick={confirm}>
              {pending ? 'Reading Vault…' : 'Take them out of Draft'}
            </Button>
          </>
        }
      >
        <ul className="divide-y divide-line rounded-lg border border-line">
          {rows.map((row) => (
            <li key={row.id} className="px-3 py-1.5">
              <MiddleTruncate text={row.project} className="font-medium" />
            </li>
          ))}
        </ul>
        <div className="mt-3 empty:hidden">
          <JobNoteText note={note} />
        </div>
      </Dialog>
    </>
  )
}

// The button that takes proven CI changes out of Draft, with a last look at exactly which.
'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/lib/core/inventory/action-result'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { MiddleTruncate } from '../ui/middle-truncate'

export function ReadyRequests({
  rows,
  ready,
}: {
  /** Drafts that wait for nothing. */
  rows: Pick<MergeRequestRow, 'id' | 'project'>[]
  ready: (input: unknown) => Promise<ActionResult<void>>
}) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, begin] = useTransition()
  const confirm = () =>
    begin(async () => {
      const result = await ready({ ids: rows.map(({ id }) => id) })
      setProblem(result.ok ? null : result.message)
      if (!result.ok) return
      setOpen(false)
      // The worker reads Vault again before it edits a title.
      await new Promise((resolve) => setTimeout(resolve, 3000))
      router.refresh()
    })
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
        {problem ? (
          <p role="alert" className="mt-3 text-red">
            {problem}
          </p>
        ) : null}
      </Dialog>
    </>
  )
}

// The last look before branches and merge requests are made: exactly which, and what they replace.
'use client'

import type { MergeRequestItem } from '@/lib/core/render/merge-request-row'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Tag } from '../ui/tag'
import { requestName } from './request-name'

export function ConfirmOpen({
  open,
  items,
  pending,
  onClose,
  onConfirm,
}: {
  open: boolean
  items: MergeRequestItem[]
  pending: boolean
  onClose: () => void
  onConfirm: () => void
}) {
  const replaced = items.filter((item) => item.supersedes !== null).length
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Open ${items.length} ${items.length === 1 ? 'merge request' : 'merge requests'}?`}
      description="Each gets a branch of its own, and its commit starts no pipeline. CI changes stay drafts; policies and roles do not."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={pending} onClick={onConfirm}>
            {pending ? 'Opening…' : 'Open them'}
          </Button>
        </>
      }
    >
      <ul className="divide-y divide-line rounded-lg border border-line">
        {items.map((item) => (
          <li key={requestName(item)} className="flex items-center gap-2 px-3 py-1.5">
            <MiddleTruncate text={item.project} className="min-w-0 flex-1 font-medium" />
            <Tag>{item.kind === 'ci' ? 'CI change' : 'policies'}</Tag>
          </li>
        ))}
      </ul>
      {replaced > 0 ? (
        <p className="mt-3 text-muted">
          {replaced} older open {replaced === 1 ? 'one is' : 'ones are'} closed with a link to the new one.
        </p>
      ) : null}
    </Dialog>
  )
}

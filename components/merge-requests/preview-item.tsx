// One planned merge request: whether it is wanted, what it says, and each file as a difference.
'use client'

import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { MergeRequestItem } from '@/lib/core/render/merge-request-row'
import { languageOf } from '../code-editor/language-of'
import { LazyCodeView } from '../code-editor/lazy-code-view'
import { CheckBox } from '../ui/controls'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Notice } from '../ui/notice'
import { Tag } from '../ui/tag'

const actionWords = { create: 'new', update: 'changed', delete: 'deleted' } as const

function PlannedFile({ file }: { file: MergeRequestItem['files'][number] }) {
  const lines = Math.max(file.before?.split('\n').length ?? 0, file.after?.split('\n').length ?? 0)
  const diff = file.before !== null && file.after !== null
  return (
    <div className="overflow-hidden rounded-lg border border-line">
      <div className="flex h-9 items-center gap-2 border-b border-line bg-raised px-3">
        <MiddleTruncate text={file.path} className="min-w-0 flex-1 font-mono text-sm" />
        <Tag tint={file.action === 'create' ? 'green' : file.action === 'delete' ? 'red' : 'blue'}>
          {actionWords[file.action]}
        </Tag>
      </div>
      <div style={{ height: Math.min(380, lines * 19 + 40) }}>
        <LazyCodeView
          label={file.path}
          text={file.after ?? file.before ?? ''}
          before={diff ? file.before : null}
          language={languageOf(file.path)}
          problems={[]}
          explained={[]}
          goTo={null}
        />
      </div>
    </div>
  )
}

export function PreviewItem({
  item,
  chosen,
  onChoose,
}: {
  item: MergeRequestItem
  chosen: boolean
  onChoose: (chosen: boolean) => void
}) {
  const [open, setOpen] = useState(false)
  const already = item.refused?.code === 'already_open'
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <li className="border-t border-line">
      <div className="flex min-h-10 items-center gap-3 px-4">
        <CheckBox
          aria-label={`Open a merge request in ${item.project} (${item.kind === 'ci' ? 'CI change' : 'policies'})`}
          checked={chosen}
          disabled={item.refused !== null}
          onChange={(event) => onChoose(event.target.checked)}
          className="disabled:opacity-40"
        />
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-w-0 flex-1 items-center gap-2 rounded-md px-1 py-1.5 text-left hover:bg-raised"
        >
          <Chevron className="size-4 shrink-0 text-muted" aria-hidden="true" />
          <MiddleTruncate text={item.project} className="w-[34%] shrink-0 font-medium" />
          <Tag>{item.kind === 'ci' ? 'CI change' : 'policies'}</Tag>
          <span className="min-w-0 flex-1 truncate text-muted">
            {item.refused && !already ? item.refused.message : item.title}
          </span>
          {item.refused ? (
            <Tag tint={already ? 'accent' : 'amber'}>{already ? 'open already' : 'not possible'}</Tag>
          ) : null}
          {item.supersedes ? <Tag tint="blue">closes an older one</Tag> : null}
          {item.assignee ? (
            <span className="max-w-[16%] shrink-0 truncate text-sm text-muted" title={`Assigned to @${item.assignee}`}>
              @{item.assignee}
            </span>
          ) : null}
          <span className="shrink-0 text-sm text-muted">
            {item.files.length} {item.files.length === 1 ? 'file' : 'files'}
          </span>
        </button>
      </div>
      {open ? (
        <div className="space-y-3 px-4 pt-1 pb-4">
          {item.refused && !already ? (
            <Notice weight="warning" title="Cannot be opened">
              {item.refused.message}
            </Notice>
          ) : null}
          <dl className="grid grid-cols-[120px_1fr] gap-y-1">
            <dt className="text-muted">Title</dt>
            <dd className="[overflow-wrap:anywhere]">{item.title}</dd>
            <dt className="text-muted">Branch</dt>
            <dd className="font-mono text-sm [overflow-wrap:anywhere]">
              {item.branch} → {item.targetBranch}
            </dd>
            <dt className="text-muted">Assigned to</dt>
            <dd className="[overflow-wrap:anywhere]">
              {item.assignee ? `@${item.assignee}` : <span className="text-muted">nobody: no owner is known</span>}
            </dd>
            {item.supersedes ? (
              <>
                <dt className="text-muted">Closes</dt>
                <dd className="[overflow-wrap:anywhere]">{item.supersedes}</dd>
              </>
            ) : null}
          </dl>
          <details>
            <summary className="rounded-sm font-medium">Description</summary>
            <pre className="mt-2 rounded-lg bg-raised p-3 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
              {item.description}
            </pre>
          </details>
          {item.files.map((file) => (
            <PlannedFile key={file.path} file={file} />
          ))}
        </div>
      ) : null}
    </li>
  )
}

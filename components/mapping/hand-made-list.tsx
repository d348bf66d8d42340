// What people decided by hand, one line each, with a button that leaves it to the rules again.
'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Tag } from '../ui/tag'

export type HandMade = { level: string; owner: string | null; key: string; scope: string }

export function HandMadeList<Entry extends HandMade>({
  entries,
  empty,
  mayEdit,
  describe,
  onRemove,
}: {
  entries: Entry[]
  empty: string
  mayEdit: boolean
  describe: (entry: Entry) => ReactNode
  onRemove: (entry: Entry) => void
}) {
  if (entries.length === 0) return <p className="px-4 pb-4 text-muted">{empty}</p>
  return (
    <ul className="thin-scroll max-h-80 overflow-y-auto">
      {entries.map((entry) => (
        <li
          key={JSON.stringify([entry.level, entry.owner, entry.key, entry.scope])}
          className="flex min-h-9 items-center gap-3 border-t border-line py-1 pr-2 pl-4"
        >
          <div className="w-[46%] min-w-0 shrink-0">
            <MiddleTruncate text={entry.key} className="font-mono text-sm font-medium" />
            <MiddleTruncate text={entry.owner ?? 'instance'} className="text-sm text-muted" />
          </div>
          <Tag>{entry.scope}</Tag>
          <span className="min-w-0 flex-1 truncate text-muted">{describe(entry)}</span>
          {mayEdit ? (
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Leave ${entry.key} of ${entry.owner ?? 'the instance'} to the rules`}
              onClick={() => onRemove(entry)}
            >
              <X className="size-4" aria-hidden="true" />
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

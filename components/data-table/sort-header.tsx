// The head of a column: a link that sorts, and on its border a handle that resizes, by mouse or by arrow keys.
'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from '../ui/class-names'
import type { TableSort } from './data-table'

export function SortHeader({
  id,
  sort,
  onResize,
  onNudge,
  numeric,
  children,
}: {
  id: string
  sort: TableSort
  onResize: (event: unknown) => void
  onNudge: (pixels: number) => void
  /** Numbers stand at the right, and so does their heading. */
  numeric: boolean
  children: ReactNode
}) {
  const sorted = sort.column === id
  const Arrow = sort.direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sort.direction === 'asc' ? 'ascending' : 'descending') : undefined}
      className={classNames(
        'group/head relative h-8.5 px-2 text-left text-sm font-medium whitespace-nowrap text-muted',
        numeric && 'pr-4 text-right',
      )}
    >
      {sort.columns.includes(id) ? (
        <Link
          href={sort.address(id)}
          scroll={false}
          className={classNames(
            'inline-flex max-w-full items-center gap-1 rounded-sm hover:text-text',
            sorted && 'text-text',
          )}
        >
          <span className="truncate">{children}</span>
          {sorted ? <Arrow className="size-3" aria-hidden="true" /> : null}
        </Link>
      ) : (
        <span className="block truncate">{children}</span>
      )}
      <button
        type="button"
        aria-label="Resize this column with the arrow keys"
        onMouseDown={onResize}
        onTouchStart={onResize}
        onKeyDown={(event) => {
          if (event.key === 'ArrowLeft') onNudge(-16)
          if (event.key === 'ArrowRight') onNudge(16)
        }}
        className="absolute inset-y-1 -right-3 z-1 flex w-6 cursor-col-resize touch-none justify-center rounded-sm opacity-0 group-last/head:right-0 group-hover/head:opacity-100 focus-visible:opacity-100 focus-visible:outline-offset-0"
      >
        <span className="my-1 w-1 rounded-full bg-line-strong" />
      </button>
    </th>
  )
}

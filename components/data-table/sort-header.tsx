// The head of a column: a link that sorts, and a handle that resizes, by mouse or by arrow keys.
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
  children,
}: {
  id: string
  sort: TableSort
  onResize: (event: unknown) => void
  onNudge: (pixels: number) => void
  children: ReactNode
}) {
  const sorted = sort.column === id
  const Arrow = sort.direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sort.direction === 'asc' ? 'ascending' : 'descending') : undefined}
      className="group/head relative h-8.5 truncate px-2 text-left text-sm font-medium text-muted"
    >
      {sort.columns.includes(id) ? (
        <Link
          href={sort.address(id)}
          scroll={false}
          className={classNames('inline-flex items-center gap-1 rounded-sm hover:text-text', sorted && 'text-text')}
        >
          {children}
          {sorted ? <Arrow className="size-3" aria-hidden="true" /> : null}
        </Link>
      ) : (
        children
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
        className="absolute inset-y-2 right-0 w-1 cursor-col-resize touch-none rounded-full bg-line-strong opacity-0 group-hover/head:opacity-100 focus-visible:opacity-100"
      />
    </th>
  )
}

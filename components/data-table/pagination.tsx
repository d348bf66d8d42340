// Which rows are shown, the way to the next ones, and how many fit on a page.
'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '../ui/button'
import { Select } from '../ui/controls'

export function Pagination({
  page,
  pageSize,
  total,
  address,
  onPageSize,
}: {
  page: number
  pageSize: number
  total: number
  address: (page: number) => string
  onPageSize: (size: number) => void
}) {
  const last = Math.max(1, Math.ceil(total / pageSize))
  const step = (to: number, label: string, Icon: typeof ChevronLeft) =>
    to < 1 || to > last ? (
      <span aria-hidden="true" className={`${buttonClass('default', 'icon')} opacity-50`}>
        <Icon className="size-4" />
      </span>
    ) : (
      <Link href={address(to)} aria-label={label} className={buttonClass('default', 'icon')}>
        <Icon className="size-4" aria-hidden="true" />
      </Link>
    )
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1
  return (
    <nav aria-label="Pages of the table" className="flex items-center gap-3 border-t border-line px-3 py-2 text-muted">
      <p className="flex-1">
        {from.toLocaleString('en')}–{Math.min(total, page * pageSize).toLocaleString('en')} of{' '}
        {total.toLocaleString('en')}
      </p>
      <div className="flex items-center gap-2 text-sm">
        <label htmlFor="page-size">Rows a page</label>
        <Select
          id="page-size"
          value={pageSize}
          onChange={(event) => onPageSize(Number(event.target.value))}
          className="w-18"
        >
          {[25, 50, 100, 200].map((size) => (
            <option key={size}>{size}</option>
          ))}
        </Select>
      </div>
      <div className="flex gap-1">
        {step(page - 1, 'Previous page', ChevronLeft)}
        {step(page + 1, 'Next page', ChevronRight)}
      </div>
    </nav>
  )
}

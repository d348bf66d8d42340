// The way to the next page of the list, where there is more than one.
import Link from 'next/link'
import { buttonClass } from '../ui/button'
import { pageSize } from './requests-address'

export function RequestPager({
  total,
  page,
  address,
}: {
  total: number
  page: number
  address: (page: number) => string
}) {
  const last = Math.ceil(total / pageSize)
  if (last <= 1) return null
  return (
    <nav aria-label="Pages of the list" className="flex items-center gap-3 border-t border-line px-4 py-2 text-muted">
      <p className="flex-1 tabular-nums">
        {(page - 1) * pageSize + 1}–{Math.min(total, page * pageSize)} of {total}
      </p>
      {page > 1 ? (
        <Link href={address(page - 1)} className={buttonClass('default', 'sm')}>
          Back
        </Link>
      ) : null}
      {page < last ? (
        <Link href={address(page + 1)} className={buttonClass('default', 'sm')}>
          More
        </Link>
      ) : null}
    </nav>
  )
}

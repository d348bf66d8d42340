// Which rows of a long list are shown, with links to the ones before and after.
import { ButtonLink } from '../ui/button'

export const rowsAPage = 50

/** The rows of a page, counted from 1; a page that is not there is the last one. */
export function pageOf<T>(rows: readonly T[], page: number, size = rowsAPage): { rows: T[]; page: number } {
  const last = Math.max(1, Math.ceil(rows.length / size))
  const shown = Math.min(Math.max(1, page), last)
  return { rows: rows.slice((shown - 1) * size, shown * size), page: shown }
}

export function RowPages({
  page,
  total,
  address,
  size = rowsAPage,
}: {
  page: number
  total: number
  address: (page: number) => string
  size?: number
}) {
  if (total <= size) return null
  const last = Math.ceil(total / size)
  const number = (one: number) => one.toLocaleString('en')
  return (
    <nav aria-label="Pages of the table" className="flex items-center gap-3 border-t border-line px-4 py-2 text-muted">
      <p className="flex-1 tabular-nums">
        {number((page - 1) * size + 1)}–{number(Math.min(total, page * size))} of {number(total)}
      </p>
      {page > 1 ? (
        <ButtonLink href={address(page - 1)} scroll={false} size="sm">
          Previous page
        </ButtonLink>
      ) : null}
      {page < last ? (
        <ButtonLink href={address(page + 1)} scroll={false} size="sm">
          Next page
        </ButtonLink>
      ) : null}
    </nav>
  )
}

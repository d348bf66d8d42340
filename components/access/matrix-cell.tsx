// One cell of an access matrix: how many variables are read of those planned, red where there should be none; a link to why.
import Link from 'next/link'
import { classNames } from '../ui/class-names'

export function MatrixCell({
  href,
  open,
  readable,
  planned,
  unwanted,
  title,
}: {
  href: string
  /** Is this the cell whose reasons the page shows? */
  open: boolean
  readable: number
  planned: number
  /** How many of production are read though nobody planned it. */
  unwanted: number
  title: string
}) {
  const bad = unwanted > 0
  const count = Math.max(readable, unwanted)
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      title={title}
      aria-current={open ? 'true' : undefined}
      className={classNames(
        'flex h-7 min-w-16 items-center justify-center gap-1 rounded-md border px-2 text-sm whitespace-nowrap tabular-nums',
        bad && 'border-red bg-red-soft font-semibold text-red',
        !bad && count > 0 && 'border-transparent bg-accent-soft font-semibold text-accent-text',
        !bad && count === 0 && 'border-transparent bg-raised text-muted',
        open && 'outline-2 outline-accent',
      )}
    >
      {count === 0 ? 'none' : `${count.toLocaleString('en')} of ${Math.max(planned, count).toLocaleString('en')}`}
      <span className="sr-only">{bad ? ' variables, which should be none' : ' variables'}</span>
    </Link>
  )
}

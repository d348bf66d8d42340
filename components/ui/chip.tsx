// A counted question that is a link: the rows that answer it are one click away, and in the address.
import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export function Chip({
  href,
  active,
  count,
  icon,
  children,
}: {
  href: string
  active?: boolean
  count?: number
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={active ? 'true' : undefined}
      className={classNames(
        'inline-flex h-6.5 items-center gap-1.5 rounded-full border px-2.5 text-sm font-medium whitespace-nowrap',
        active
          ? 'border-accent bg-accent-soft text-accent-text'
          : 'border-line-strong bg-surface text-muted hover:bg-raised hover:text-text',
      )}
    >
      {icon}
      {children}
      {count === undefined ? null : <span className="font-semibold text-text">{count.toLocaleString('en')}</span>}
    </Link>
  )
}

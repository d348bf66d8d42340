// One line of the navigation; knows whether it is the page that is open.
'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { classNames } from '../ui/class-names'

export function NavLink({ href, label, count }: { href: string; label: string; count?: number | null }) {
  const path = usePathname()
  const active = href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
  return (
    <Link
      href={href}
      aria-current={active ? 'page' : undefined}
      className={classNames(
        'flex h-8 items-center justify-between rounded-md px-2.5 font-medium',
        active ? 'bg-accent-soft text-accent-text' : 'text-muted hover:bg-raised hover:text-text',
      )}
    >
      {label}
      {count ? <span className={active ? 'text-sm' : 'text-sm text-faint'}>{count.toLocaleString('en')}</span> : null}
    </Link>
  )
}

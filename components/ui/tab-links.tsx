// Tabs that are links, so that the address says which one is open.
import Link from 'next/link'
import { classNames } from './class-names'

export function TabLinks({
  label,
  tabs,
}: {
  label: string
  tabs: { href: string; name: string; count?: number; active: boolean }[]
}) {
  return (
    <nav aria-label={label} className="thin-scroll mb-3 flex gap-1 overflow-x-auto border-b border-line">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.active ? 'true' : undefined}
          className={classNames(
            '-mb-px flex h-9 items-center gap-1.5 border-b-2 px-3 font-medium whitespace-nowrap',
            tab.active ? 'border-accent text-text' : 'border-transparent text-muted hover:text-text',
          )}
        >
          {tab.name}
          {tab.count === undefined ? null : (
            <span className="font-normal text-muted tabular-nums">{tab.count.toLocaleString('en')}</span>
          )}
        </Link>
      ))}
    </nav>
  )
}

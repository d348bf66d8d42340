// The left column: navigation, the reader, and the facts of the connection.
import type { ReactNode } from 'react'
import { ConnectionFacts, type ShellFacts } from './connection-facts'
import { Logo } from './logo'
import { navItems } from './nav-items'
import { NavLink } from './nav-link'
import { SignOut } from './sign-out'
import { type Theme, ThemeToggle } from './theme-toggle'

export function Sidebar({
  facts,
  counts,
  theme,
  saveTheme,
  user,
  leave,
  palette,
}: {
  facts: ShellFacts
  /** Numbers beside the page names, by address. */
  counts: Partial<Record<string, number>>
  theme: Theme
  saveTheme: (theme: Theme) => Promise<unknown>
  user: { name: string; role: string }
  leave: (input: unknown) => Promise<unknown>
  /** The button of the command palette. */
  palette: ReactNode
}) {
  return (
    <aside className="sticky top-0 flex h-screen w-52 shrink-0 flex-col border-r border-line bg-surface px-2.5 py-3">
      <div className="mb-3 flex h-8 items-center justify-between pl-2">
        <Logo />
        {palette}
      </div>
      <nav aria-label="Pages" className="flex flex-col gap-0.5">
        {navItems.map((item) => (
          <NavLink key={item.href} href={item.href} label={item.label} count={counts[item.href]} />
        ))}
      </nav>
      <div className="mt-auto space-y-2">
        <ConnectionFacts facts={facts} />
        <div className="flex items-center justify-between gap-2 pl-2.5">
          <p className="min-w-0 truncate text-sm text-muted" title={`${user.name}, ${user.role}`}>
            {user.name}
          </p>
          <span className="flex shrink-0">
            <ThemeToggle initial={theme} save={saveTheme} />
            <SignOut leave={leave} />
          </span>
        </div>
      </div>
    </aside>
  )
}

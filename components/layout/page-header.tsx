// The head of a page: its name, one line of what is in it, and its buttons.
import type { ReactNode } from 'react'

export function PageHeader({ title, summary, children }: { title: string; summary?: ReactNode; children?: ReactNode }) {
  return (
    <header className="mb-3 flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
        <h1 className="text-xl font-semibold tracking-[-0.01em]">{title}</h1>
        {summary ? <p className="min-w-0 text-muted">{summary}</p> : null}
      </div>
      {children ? <div className="flex flex-wrap items-center gap-2">{children}</div> : null}
    </header>
  )
}

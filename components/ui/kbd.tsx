// A key of the keyboard.
import type { ReactNode } from 'react'

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line-strong bg-raised px-1 text-xs text-muted">
      {children}
    </kbd>
  )
}

// A short fact in a small frame: masked, protected, raw; with a tint where it needs a look.
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Tint = 'plain' | 'neutral' | 'amber' | 'red' | 'green' | 'accent' | 'blue'

const tints: Record<Tint, string> = {
  plain: 'border-line-strong text-muted',
  neutral: 'border-transparent bg-neutral-soft text-neutral',
  amber: 'border-transparent bg-amber-soft text-amber',
  red: 'border-transparent bg-red-soft text-red',
  green: 'border-transparent bg-green-soft text-green',
  accent: 'border-transparent bg-accent-soft text-accent-text',
  blue: 'border-transparent bg-blue-soft text-blue',
}

export function Tag({ tint = 'plain', title, children }: { tint?: Tint; title?: string; children: ReactNode }) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap',
        tints[tint],
      )}
    >
      {children}
    </span>
  )
}

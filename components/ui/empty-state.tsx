// What a page shows in place of rows: why there are none, and the next step.
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-14 text-center">
      <span className="flex size-10 items-center justify-center rounded-xl border border-line bg-raised text-muted">
        <Icon className="size-5" aria-hidden="true" />
      </span>
      <h2 className="mt-1 text-lg font-semibold">{title}</h2>
      {children ? <div className="max-w-[56ch] text-muted">{children}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  )
}

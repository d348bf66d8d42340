// A part of a page with a hairline around it and, if it has one, a title with a remark on the right.
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export function Card({
  title,
  remark,
  flush,
  className,
  children,
}: {
  title?: ReactNode
  remark?: ReactNode
  /** Without inner padding, for tables and lists that reach the edge. */
  flush?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <section className={classNames('rounded-xl border border-line bg-surface', className)}>
      {title ? (
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-2">
          <h2 className="font-semibold">{title}</h2>
          {remark ? <div className="text-muted">{remark}</div> : null}
        </div>
      ) : null}
      <div className={flush ? undefined : classNames('px-4 pb-4', !title && 'pt-4')}>{children}</div>
    </section>
  )
}

// A titled part of the drawer.
import type { ReactNode } from 'react'

export function DrawerSection({ title, remark, children }: { title: string; remark?: ReactNode; children: ReactNode }) {
  return (
    <section className="mt-5">
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <h3 className="text-sm font-semibold text-muted">{title}</h3>
        {remark ? <p className="text-sm text-muted">{remark}</p> : null}
      </div>
      {children}
    </section>
  )
}

// A sentence that the reader should not miss, with an icon that tells its weight without colour.
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

type Weight = 'info' | 'good' | 'warning' | 'problem'

const looks = {
  info: { icon: Info, tint: 'bg-blue-soft text-blue' },
  good: { icon: CircleCheck, tint: 'bg-green-soft text-green' },
  warning: { icon: TriangleAlert, tint: 'bg-amber-soft text-amber' },
  problem: { icon: CircleAlert, tint: 'bg-red-soft text-red' },
} as const

export function Notice({
  weight = 'info',
  title,
  children,
  className,
  live,
}: {
  weight?: Weight
  title?: ReactNode
  children?: ReactNode
  className?: string
  /** Announced when it appears after something the reader did. */
  live?: boolean
}) {
  const { icon: Icon, tint } = looks[weight]
  const role = live ? (weight === 'problem' ? 'alert' : 'status') : undefined
  return (
    <div role={role} className={classNames('flex gap-2.5 rounded-lg px-3 py-2.5', tint, className)}>
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-text [overflow-wrap:anywhere]">{children}</div> : null}
      </div>
    </div>
  )
}

// Which rows are shown, and the way to the next ones, as links.
import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '../ui/button'
import { type DriftView, driftAddress, pageSize } from './drift-address'

export function DriftPager({ view, total, pages }: { view: DriftView; total: number; pages: number }) {
  if (pages < 2) return null
  const step = (to: number, label: string, Icon: typeof ChevronLeft) =>
    to < 1 || to > pages ? (
      <span aria-hidden="true" className={`${buttonClass('default', 'icon')} opacity-50`}>
        <Icon className="size-4" />
      </span>
    ) : (
      <Link href={driftAddress({ ...view, page: to })} aria-label={label} className={buttonClass('default', 'icon')}>
        <Icon className="size-4" aria-hidden="true" />
      </Link>
    )
  const from = (view.page - 1) * pageSize + 1
  return (
    <nav aria-label="Pages of the table" className="flex items-center gap-3 border-t border-line px-3 py-2 text-muted">
      <p className="flex-1">
        {from.toLocaleString('en')}–{Math.min(total, view.page * pageSize).toLocaleString('en')} of{' '}
        {total.toLocaleString('en')}
      </p>
      <div className="flex gap-1">
        {step(view.page - 1, 'Previous page', ChevronLeft)}
        {step(view.page + 1, 'Next page', ChevronRight)}
      </div>
    </nav>
  )
}

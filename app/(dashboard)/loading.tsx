// Shown while a page is on its way: the shape of a head and a table.
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton className="mb-4 h-8 w-64" />
      <Skeleton className="mb-3 h-9 w-full" />
      <div className="rounded-xl border border-line bg-surface p-4">
        {[0, 1, 2, 3, 4, 5, 6, 7].map((row) => (
          <Skeleton key={row} className="mb-3.5 h-5 w-full last:mb-0" />
        ))}
      </div>
    </div>
  )
}

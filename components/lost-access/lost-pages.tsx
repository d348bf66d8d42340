// The pages of past jobs, with the address that says which one is open.
'use client'

import { useRouter } from 'next/navigation'
import { Pagination } from '../data-table/pagination'
import { type LostView, lostAddress } from './lost-address'

export function LostPages({ view, total }: { view: LostView; total: number }) {
  const router = useRouter()
  return (
    <Pagination
      page={view.page}
      pageSize={view.size}
      total={total}
      address={(page) => lostAddress({ ...view, page })}
      onPageSize={(size) => router.replace(lostAddress({ ...view, size, page: 1 }), { scroll: false })}
    />
  )
}

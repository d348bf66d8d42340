// The pages of the blast radius, with the address that says which one is open.
'use client'

import { useRouter } from 'next/navigation'
import { Pagination } from '../data-table/pagination'
import { type RadiusView, radiusAddress } from './radius-address'

export function RadiusPages({ view, total }: { view: RadiusView; total: number }) {
  const router = useRouter()
  return (
    <Pagination
      page={view.page}
      pageSize={view.size}
      total={total}
      address={(page) => radiusAddress({ ...view, page })}
      onPageSize={(size) => router.replace(radiusAddress({ ...view, size, page: 1 }), { scroll: false })}
    />
  )
}

// The key of a row: a link to its details that keeps the rest of the address.
'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { MiddleTruncate } from '../ui/middle-truncate'

export function VariableLink({ row }: { row: InventoryRow }) {
  const parameters = new URLSearchParams(useSearchParams())
  parameters.set('row', row.id)
  return (
    <Link
      href={`/inventory?${parameters}`}
      scroll={false}
      prefetch={false}
      data-open=""
      className="flex min-w-0 rounded-sm font-mono text-sm font-medium group-hover/row:text-accent-text"
    >
      <MiddleTruncate text={row.variable.key} />
    </Link>
  )
}

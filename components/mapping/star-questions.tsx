// Variables of scope `*` that wait for an answer, with the way to answer them in the inventory.
import Link from 'next/link'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { inventoryAddress } from '../inventory/inventory-address'
import { ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { MiddleTruncate } from '../ui/middle-truncate'

const filter = 'blocker:star_unanswered'

export function StarQuestions({ rows, total }: { rows: InventoryRow[]; total: number }) {
  if (total === 0) return null
  return (
    <Card
      flush
      title={`${total.toLocaleString('en')} ${total === 1 ? 'question' : 'questions'} about scope *`}
      remark={
        <ButtonLink size="sm" href={inventoryAddress({ filter })}>
          Answer in the inventory
        </ButtonLink>
      }
    >
      <p className="px-4 pb-3 text-muted">
        Production and merge requests read these alike today. In Vault that needs a decision, not a default.
      </p>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="flex h-8.5 items-center gap-3 border-t border-line px-4">
            <Link
              href={inventoryAddress({ filter, row: row.id })}
              className="w-64 shrink-0 rounded-sm font-mono text-sm font-medium hover:underline"
            >
              <MiddleTruncate text={row.variable.key} />
            </Link>
            <MiddleTruncate text={row.variable.owner ?? 'instance'} className="text-muted" />
          </li>
        ))}
      </ul>
      {total > rows.length ? (
        <p className="border-t border-line px-4 py-2 text-sm text-muted">and {total - rows.length} more</p>
      ) : null}
    </Card>
  )
}

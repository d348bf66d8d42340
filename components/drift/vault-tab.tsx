// The tab that compares the plan with the vaults.
import { CircleCheck, Plug } from 'lucide-react'
import type { DriftStatus } from '@/lib/core/render/drift-item'
import type { VaultDrift } from '@/lib/core/render/drift-vault'
import { ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { RelativeTime } from '../ui/relative-time'
import { type DriftView, driftAddress, pageOf } from './drift-address'
import { DriftFilters } from './drift-filters'
import { DriftPager } from './drift-pager'
import { countKinds, countStatuses, driftRows, shownItems } from './drift-rows'
import { DriftTable } from './drift-table'
import { kindWords, statusWords } from './drift-words'
import { VaultNotices } from './vault-notices'

const statuses = ['differs', 'missing', 'unplanned', 'unknown', 'same'] as const satisfies DriftStatus[]
const kinds = ['auth', 'mount', 'role', 'policy', 'path'] as const

export function VaultTab({ vaults, view, demo }: { vaults: VaultDrift[]; view: DriftView; demo: boolean }) {
  const items = vaults.flatMap((vault) => vault.items)
  if (vaults.length === 0) {
    return (
      <Card flush>
        <EmptyState
          icon={Plug}
          title="The mapping declares no vault"
          action={<ButtonLink href="/connections">Declare one</ButtonLink>}
        >
          There is nothing to compare with yet.
        </EmptyState>
      </Card>
    )
  }
  const counts = countStatuses(items)
  const byKind = countKinds(shownItems(items, { ...view, kind: null }))
  const shown = shownItems(items, view)
  const rows = driftRows(shown)
  const { rows: page, page: at, pages } = pageOf(rows, view.page)
  const read = vaults.flatMap(({ readAt }) => readAt ?? []).sort()[0]
  const drifted = counts.differs + counts.missing + counts.unplanned
  const filtered = view.show !== null || view.kind !== null || view.search !== ''
  return (
    <>
      <VaultNotices vaults={vaults} demo={demo} />
      <DriftFilters
        view={view}
        chips={[
          { value: null, name: 'Not as planned', count: items.length - counts.same },
          ...statuses.map((status) => ({ value: status, name: statusWords[status].name, count: counts[status] })),
        ]}
        kinds={[
          { value: null, name: 'All kinds' },
          ...kinds.map((kind) => ({ value: kind, name: kindWords[kind].many, count: byKind[kind] ?? 0 })),
        ]}
      />
      <Card flush>
        {page.length > 0 ? (
          <>
            <p className="px-4 py-2.5 text-muted">
              {shown.length.toLocaleString('en')} of {items.length.toLocaleString('en')} things
              {read === undefined ? null : (
                <>
                  , read <RelativeTime at={read} />
                </>
              )}
            </p>
            <DriftTable rows={page} vaults={vaults.length} />
            <DriftPager view={{ ...view, page: at }} total={rows.length} pages={pages} />
          </>
        ) : filtered || drifted + counts.unknown > 0 ? (
          <EmptyState
            icon={CircleCheck}
            title="Nothing is like that"
            action={<ButtonLink href={driftAddress({})}>Show all that is not as planned</ButtonLink>}
          >
            No thing in the vaults matches these filters.
          </EmptyState>
        ) : (
          <EmptyState
            icon={CircleCheck}
            title="Nothing drifted"
            action={<ButtonLink href={driftAddress({ show: 'same' })}>See what is as planned</ButtonLink>}
          >
            All {items.length.toLocaleString('en')} roles, policies, mounts, paths and auth methods are live as they are
            planned
            {read === undefined ? null : (
              <>
                , as read <RelativeTime at={read} />
              </>
            )}
            .
          </EmptyState>
        )}
      </Card>
    </>
  )
}

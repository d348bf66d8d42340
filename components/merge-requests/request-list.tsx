// The list by who has to act, oldest first, page by page.

import { type Actor, ageInDays, nextStep } from '@/lib/core/render/merge-request-next'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { TabLinks } from '../ui/tab-links'
import { RequestPager } from './request-pager'
import { RequestTable } from './request-table'
import { pageSize, type RequestsView, requestsAddress } from './requests-address'

const tabs: { who: RequestsView['who']; name: string }[] = [
  { who: 'all', name: 'All' },
  { who: 'platform', name: 'You act' },
  { who: 'vault', name: 'Vault’s side acts' },
  { who: 'owner', name: 'Owners act' },
  { who: 'cutover', name: 'On their way' },
  { who: 'nobody', name: 'Done' },
]

export function RequestList({
  rows,
  view,
  explain,
}: {
  rows: MergeRequestRow[]
  view: RequestsView
  explain: Parameters<typeof RequestTable>[0]['explain']
}) {
  const now = new Date()
  const actors = new Map<string, Actor>(rows.map((row) => [row.id, nextStep(row).actor]))
  const age = (row: MergeRequestRow) => ageInDays(row, now) ?? -1
  const wanted = rows
    .filter((row) => view.who === 'all' || actors.get(row.id) === view.who)
    .toSorted((one, other) => age(other) - age(one))
  const page = Math.min(view.page, Math.max(1, Math.ceil(wanted.length / pageSize)))
  return (
    <>
      <div className="px-4">
        <TabLinks
          label="Who acts next"
          tabs={tabs.map(({ who, name }) => ({
            href: requestsAddress({ who }),
            name,
            count: who === 'all' ? rows.length : rows.filter(({ id }) => actors.get(id) === who).length,
            active: who === view.who,
          }))}
        />
      </div>
      {wanted.length === 0 ? (
        <p className="px-4 pb-4 text-muted">None: nobody of this kind has to act.</p>
      ) : (
        <RequestTable rows={wanted.slice((page - 1) * pageSize, page * pageSize)} now={now} explain={explain} />
      )}
      <RequestPager total={wanted.length} page={page} address={(to) => requestsAddress({ who: view.who, page: to })} />
    </>
  )
}

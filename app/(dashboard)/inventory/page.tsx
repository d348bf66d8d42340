// Inventory: every CI/CD variable, filtered, sorted and paged by the server; the address says which view.
import { FilterX, Radar } from 'lucide-react'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { EstateTabs } from '@/components/duplicates/estate-tabs'
import { inventoryAddress, readInventoryView } from '@/components/inventory/inventory-address'
import { InventoryMenus } from '@/components/inventory/inventory-menus'
import { InventoryView } from '@/components/inventory/inventory-view'
import { SavedViewMenu } from '@/components/inventory/saved-view-menu'
import { ScanGaps } from '@/components/inventory/scan-gaps'
import { PageHeader } from '@/components/layout/page-header'
import { ScanButton } from '@/components/layout/scan-button'
import { ScanNews } from '@/components/overview/scan-news'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { requireUser } from '@/lib/auth/require-user'
import { loadRules } from '@/lib/services/load-rules'
import { countScanNews } from '@/lib/services/load-scan-changes'
import { loadShell } from '@/lib/services/load-shell'
import { loadVariable } from '@/lib/services/load-variable'
import { queryInventory } from '@/lib/services/query-inventory'
import { loadSavedViews } from '@/lib/services/saved-views'
import { VariableRadius } from '../access/radius/variable-radius'
import { startScan } from '../actions'
import { applyBulk, previewBulk } from './actions'
import { deleteView, saveView } from './team-actions'
import { VariableTeam } from './variable-team'

export const metadata: Metadata = { title: 'Inventory' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function InventoryPage({ searchParams }: { searchParams: Parameters }) {
  const user = await requireUser()
  const view = readInventoryView(await searchParams)
  const [shell, found, detail, { rules }, views, news] = await Promise.all([
    loadShell(),
    queryInventory(view),
    view.row ? loadVariable(view.row) : null,
    loadRules(),
    loadSavedViews(user.name),
    countScanNews(),
  ])
  // A saved address may name a page that a narrower estate no longer has.
  const last = Math.max(1, Math.ceil(found.total / view.pageSize))
  if (view.page > last) redirect(inventoryAddress({ ...view, page: last }))
  const running = shell.scan?.state === 'queued' || shell.scan?.state === 'running'
  const scan =
    user.role === 'viewer' ? null : (
      <ScanButton running={running} start={startScan} label={shell.scannedAt ? 'Scan again' : 'Start the first scan'} />
    )
  if (shell.total === 0) {
    return (
      <>
        <PageHeader title="Inventory" />
        <Card flush>
          <EmptyState
            icon={Radar}
            title={shell.scannedAt ? 'The scan found no variables' : 'No scan yet'}
            action={
              <>
                {scan}
                <ButtonLink href="/connections">Look at the connection</ButtonLink>
              </>
            }
          >
            {shell.scannedAt
              ? 'Either there are none where the token may look, or it may not look. Connections says what it can do.'
              : 'A scan lists every variable of the instance, groups, projects and pipeline schedules, with the jobs that use it. It reads no values.'}
          </EmptyState>
        </Card>
        <ScanGaps gaps={shell.scan?.gaps ?? []} />
      </>
    )
  }
  return (
    <>
      <PageHeader
        title="Inventory"
        summary={
          <>
            <span>{shell.total.toLocaleString('en')} variables</span>
            {news.since ? ' · ' : ''}
            <ScanNews news={news} />
          </>
        }
      >
        <SavedViewMenu
          view={view}
          views={views}
          me={user.name}
          mayShare={user.role !== 'viewer'}
          actions={{ save: saveView, remove: deleteView }}
        />
        <InventoryMenus view={view} total={found.total} />
        {scan}
      </PageHeader>
      <EstateTabs active="variables" />
      <ScanGaps gaps={shell.scan?.gaps ?? []} />
      <InventoryView
        view={view}
        rows={found.rows}
        total={found.total}
        all={shell.total}
        counts={found.counts}
        filterErrors={found.filterErrors}
        detail={detail}
        radius={detail ? <VariableRadius id={detail.id} /> : null}
        team={detail ? <VariableTeam id={detail.id} owner={detail.variable.owner} user={user} /> : null}
        declared={{ vaults: rules.vaults.map((vault) => vault.name), mounts: rules.mounts }}
        actions={{ preview: previewBulk, apply: applyBulk }}
        mayEdit={user.role !== 'viewer'}
        empty={
          <EmptyState
            icon={FilterX}
            title="No variable matches"
            action={<ButtonLink href={inventoryAddress({})}>Show all {shell.total.toLocaleString('en')}</ButtonLink>}
          >
            {found.filterErrors.length > 0
              ? 'The filter has a part that Cutover does not understand; it is named above.'
              : 'Nothing in the inventory fits this filter. What a scan could not read is unknown, not absent.'}
          </EmptyState>
        }
      />
    </>
  )
}

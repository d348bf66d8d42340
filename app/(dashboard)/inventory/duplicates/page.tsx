// Duplicates: keys that several projects define with the same settings, by name and shape, never by value.
import { Copy, Radar } from 'lucide-react'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { RowPages } from '@/components/access/row-pages'
import { duplicatesAddress, readDuplicatesView, rowsAPage } from '@/components/duplicates/duplicates-address'
import { DuplicatesFilter } from '@/components/duplicates/duplicates-filter'
import { DuplicatesTable } from '@/components/duplicates/duplicates-table'
import { EstateTabs } from '@/components/duplicates/estate-tabs'
import { ScanGaps } from '@/components/inventory/scan-gaps'
import { PageHeader } from '@/components/layout/page-header'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { requireUser } from '@/lib/auth/require-user'
import { loadDuplicates } from '@/lib/services/load-duplicates'
import { loadShell } from '@/lib/services/load-shell'

export const metadata: Metadata = { title: 'Duplicates' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function DuplicatesPage({ searchParams }: { searchParams: Parameters }) {
  await requireUser()
  const view = readDuplicatesView(await searchParams)
  const [shell, found] = await Promise.all([loadShell(), loadDuplicates({ ...view, pageSize: rowsAPage })])
  const last = Math.max(1, Math.ceil(found.total / rowsAPage))
  if (view.page > last) redirect(duplicatesAddress({ ...view, page: last }))
  const header = (
    <>
      <PageHeader title="Duplicates" summary="Keys that several projects define with the same settings" />
      <EstateTabs active="duplicates" />
    </>
  )
  if (shell.total === 0) {
    return (
      <>
        {header}
        <Card flush>
          <EmptyState
            icon={Radar}
            title={shell.scannedAt ? 'The scan found no variables' : 'No scan yet'}
            action={<ButtonLink href="/inventory">Go to the inventory</ButtonLink>}
          >
            Duplicates are found among the variables of projects.
          </EmptyState>
        </Card>
      </>
    )
  }
  return (
    <>
      {header}
      <ScanGaps gaps={shell.scan?.gaps ?? []} />
      <Notice className="mb-3" title="Values were not compared">
        Cutover reads none. The same name with the same settings is often the same value, as often not: ask the owners
        before one variable takes the place of several.
      </Notice>
      <DuplicatesFilter view={view} counts={found.counts} errors={found.filterErrors} />
      <Card flush>
        {found.groups.length > 0 ? (
          <DuplicatesTable groups={found.groups} view={view} />
        ) : (
          <EmptyState
            icon={Copy}
            title="No key stands in two projects alike"
            action={
              view.filter || view.advice ? <ButtonLink href={duplicatesAddress({})}>Show all</ButtonLink> : undefined
            }
          >
            {view.filter || view.advice
              ? 'Nothing fits this filter.'
              : 'Every variable of a project has a name or settings of its own. What a scan could not read is unknown.'}
          </EmptyState>
        )}
        <RowPages
          page={view.page}
          total={found.total}
          size={rowsAPage}
          address={(page) => duplicatesAddress({ ...view, page })}
        />
      </Card>
    </>
  )
}

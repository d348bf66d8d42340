// Bindings: for each environment, which jobs can read which path, and what they must prove.
import { ArrowLeftRight } from 'lucide-react'
import type { Metadata } from 'next'
import { pageOf, RowPages } from '@/components/access/row-pages'
import { bindingsAddress, environmentsOf, pageSize } from '@/components/bindings/bindings-address'
import { BindingsExport } from '@/components/bindings/bindings-export'
import { BindingsTable } from '@/components/bindings/bindings-table'
import { flagWords } from '@/components/bindings/flag-words'
import { liveKey } from '@/components/bindings/live-mark'
import { RoleDrawer } from '@/components/bindings/role-drawer'
import { TriggerLegend } from '@/components/bindings/trigger-matrix'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { TabLinks } from '@/components/ui/tab-links'
import { requireUser } from '@/lib/auth/require-user'
import { loadBindings } from '@/lib/services/load-bindings'
import { loadDrift } from '@/lib/services/load-drift'
import { loadShell } from '@/lib/services/load-shell'

export const metadata: Metadata = { title: 'Bindings' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function BindingsPage({ searchParams }: { searchParams: Parameters }) {
  await requireUser()
  const asked = await searchParams
  const shell = await loadShell()
  const rows = shell.scannedAt === null ? [] : (await loadBindings()).rows
  const summary = 'Which jobs can read which path, and what they must prove'
  if (rows.length === 0) {
    return (
      <>
        <PageHeader title="Bindings" summary={summary} />
        <NoPlan icon={ArrowLeftRight} scanned={shell.scannedAt !== null} what="bindings" />
      </>
    )
  }
  const live = new Map(
    ((await loadDrift())?.vaults ?? []).flatMap(({ vault, items }) =>
      items.filter(({ kind }) => kind === 'role').map((item) => [liveKey(vault, item.name), item] as const),
    ),
  )
  const environments = environmentsOf(rows)
  const wanted = environments.find((one) => one.environment === asked.environment) ?? environments[0]
  const environment = wanted?.environment ?? ''
  const flag = typeof asked.flag === 'string' ? asked.flag : null
  const own = rows.filter((row) => (row.environment ?? '') === environment)
  const has = (row: (typeof rows)[number], code: string) => row.flags.some((one) => code === 'any' || one.code === code)
  const shown = flag ? own.filter((row) => has(row, flag)) : own
  const page = pageOf(shown, Number(asked.page) || 1, pageSize)
  const view = { environment, flag, role: null, page: page.page }
  const roleRows = typeof asked.role === 'string' ? own.filter((row) => row.role === asked.role) : []
  const codes = [...new Set(own.flatMap((row) => row.flags.map((one) => one.code)))].sort()
  return (
    <>
      <PageHeader title="Bindings" summary={summary}>
        <BindingsExport environment={environment} />
      </PageHeader>
      <TabLinks
        label="Environments"
        tabs={environments.map((one) => ({
          href: bindingsAddress({ environment: one.environment }),
          name: one.environment || 'no environment',
          count: one.count,
          active: one.environment === environment,
        }))}
      />
      <nav aria-label="Quick filters" className="mb-2.5 flex flex-wrap gap-1.5">
        <Chip href={bindingsAddress({ environment })} active={flag === null} count={own.length}>
          All
        </Chip>
        <Chip
          href={bindingsAddress({ environment, flag: 'any' })}
          active={flag === 'any'}
          count={own.filter((row) => row.flags.length > 0).length}
        >
          Flagged
        </Chip>
        {codes.map((code) => (
          <Chip
            key={code}
            href={bindingsAddress({ environment, flag: code })}
            active={flag === code}
            count={own.filter((row) => has(row, code)).length}
          >
            {flagWords[code].short}
          </Chip>
        ))}
      </nav>
      <Card flush>
        {shown.length > 0 ? (
          <BindingsTable rows={page.rows} view={view} live={live} />
        ) : (
          <p className="px-4 py-8 text-center text-muted">No binding of this environment has this flag.</p>
        )}
        <RowPages
          page={page.page}
          total={shown.length}
          size={pageSize}
          address={(to) => bindingsAddress({ ...view, page: to })}
        />
        <div className="border-t border-line px-4 py-2.5">
          <TriggerLegend />
        </div>
      </Card>
      {roleRows.length > 0 ? (
        <RoleDrawer
          rows={roleRows}
          live={live.get(liveKey(roleRows[0]?.vault ?? '', roleRows[0]?.role ?? '')) ?? null}
          back={bindingsAddress(view)}
        />
      ) : null}
    </>
  )
}

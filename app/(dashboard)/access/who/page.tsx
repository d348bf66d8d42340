// Who can read this: every project, environment and way of starting a pipeline that reaches a variable or a path.
import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { whoAddress } from '@/components/access/access-address'
import { AccessTabs } from '@/components/access/access-tabs'
import { ReachFilter } from '@/components/access/reach-filter'
import { ReachForm } from '@/components/access/reach-form'
import { ReachTable } from '@/components/access/reach-table'
import { pageOf, RowPages } from '@/components/access/row-pages'
import { readWhoView, type WhoView, whoViewAddress } from '@/components/access/who-address'
import { TriggerLegend } from '@/components/bindings/trigger-matrix'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { requireUser } from '@/lib/auth/require-user'
import type { AccessReach } from '@/lib/core/render/access-reach'
import { filterReach, reachEnvironments } from '@/lib/core/render/reach-rows'
import { loadReach } from '@/lib/services/load-access'

export const metadata: Metadata = { title: 'Who can read this' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function WhoPage({ searchParams }: { searchParams: Parameters }) {
  await requireUser()
  const view = readWhoView(await searchParams)
  const { what: text } = view
  const reach = await loadReach(text)
  const summary = 'Every job that reaches a variable or a path, as the rendered roles and policies say'
  if (reach === null || reach.variables.length === 0) {
    return (
      <>
        <PageHeader title="Who can read this" summary={summary} />
        <AccessTabs active="who" />
        <NoPlan icon={KeyRound} scanned={reach !== null} what="roles to try" />
      </>
    )
  }
  const { meant, target, variables } = reach
  const shown = target?.kind === 'variable' ? (meant[0]?.label ?? text) : text
  const rows = filterReach(reach.rows, view)
  const page = pageOf(rows, view.page)
  return (
    <>
      <PageHeader title="Who can read this" summary={summary} />
      <AccessTabs active="who" />
      <ReachForm text={shown} labels={variables.map(({ label }) => label)} />
      <Unwanted rows={reach.rows} />
      <Card flush>
        {reach.rows.length > 0 ? (
          <>
            <ReachFilter view={view} environments={reachEnvironments(reach.rows)} />
            {rows.length > 0 ? <ReachTable rows={page.rows} /> : <NoneOfThese view={view} total={reach.rows.length} />}
            <RowPages page={page.page} total={rows.length} address={(to) => whoViewAddress({ ...view, page: to })} />
            <div className="border-t border-line px-4 py-2.5">
              <TriggerLegend />
            </div>
          </>
        ) : meant.length > 1 ? (
          <Meant meant={meant} />
        ) : (
          <EmptyState icon={KeyRound} title={target === null ? 'Name a variable or a path' : 'Nobody can read it'}>
            {target === null
              ? 'A key, a variable as it is suggested, or a path with or without data/.'
              : 'No rendered role lets any job of this estate reach it. Roles that exist on the server besides are not looked at.'}
          </EmptyState>
        )}
      </Card>
    </>
  )
}

const namedProjects = 5

function Unwanted({ rows }: { rows: AccessReach[] }) {
  const projects = [...new Set(rows.filter(({ unwanted }) => unwanted.length > 0).map(({ project }) => project))]
  if (projects.length === 0) return null
  const more = projects.length - namedProjects
  return (
    <Notice weight="problem" title="Merge requests reach what production reads" className="mb-3">
      {projects.slice(0, namedProjects).join(', ')}
      {more > 0 ? ` and ${more.toLocaleString('en')} more` : ''}
    </Notice>
  )
}

function NoneOfThese({ view, total }: { view: WhoView; total: number }) {
  return (
    <p className="border-t border-line px-4 py-6 text-muted">
      None of the {total.toLocaleString('en')} rows fits.{' '}
      <Link className="underline" href={whoAddress(view.what)} scroll={false}>
        Show all
      </Link>
    </p>
  )
}

const mostMeant = 200

function Meant({ meant }: { meant: { id: string; label: string }[] }) {
  return (
    <div className="px-4 py-3">
      <p className="mb-1 font-medium">Several variables have this key. Which one?</p>
      <ul>
        {meant.slice(0, mostMeant).map(({ id, label }) => (
          <li key={id}>
            <Link
              href={whoAddress(id)}
              prefetch={false}
              className="inline-block rounded-sm py-1 font-mono text-sm underline"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
      {meant.length > mostMeant ? (
        <p className="pt-1 text-muted">
          and {(meant.length - mostMeant).toLocaleString('en')} more: type the project or group behind the key, as
          suggested.
        </p>
      ) : null}
    </div>
  )
}

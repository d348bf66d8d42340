// Runners: which versions there are, which tags reach which, and the jobs that only an old runner, or none, picks up.
import { Cpu } from 'lucide-react'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { pageOf, RowPages } from '@/components/access/row-pages'
import { PageHeader } from '@/components/layout/page-header'
import { RunnerJobsTable } from '@/components/runners/runner-jobs-table'
import {
  jobChips,
  runnerChips,
  searchJobs,
  searchRunners,
  shownJobs,
  shownRunners,
} from '@/components/runners/runner-rows'
import { RunnerVersionsTable } from '@/components/runners/runner-versions-table'
import { type RunnersView, readRunnersView, runnersAddress } from '@/components/runners/runners-address'
import { RunnersFilter } from '@/components/runners/runners-filter'
import { RunnersTable } from '@/components/runners/runners-table'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { TabLinks } from '@/components/ui/tab-links'
import { requireUser } from '@/lib/auth/require-user'
import type { RunnerOverview } from '@/lib/core/inventory/runner-overview'
import { loadRunners } from '@/lib/services/load-runners'

export const metadata: Metadata = { title: 'Runners' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function RunnersPage({ searchParams }: { searchParams: Parameters }) {
  await requireUser()
  const view = readRunnersView(await searchParams)
  const loaded = await loadRunners()
  const header = (
    <PageHeader title="Runners" summary="Which runner picks up which job, and what an old one does not know" />
  )
  if (loaded === null || !loaded.read) {
    return (
      <>
        {header}
        <Card flush>
          <EmptyState
            icon={Cpu}
            title={loaded === null ? 'No scan yet' : 'The latest scan did not ask for runners'}
            action={<ButtonLink href="/inventory">Go to the inventory</ButtonLink>}
          >
            A scan lists the runners of the instance, groups and projects with their tags and versions.
          </EmptyState>
        </Card>
      </>
    )
  }
  return (
    <>
      {header}
      <Tabs view={view} overview={loaded} />
      <Hidden overview={loaded} />
      {view.tab === 'runners' ? <RunnersTab view={view} overview={loaded} /> : null}
      {view.tab === 'jobs' ? <JobsTab view={view} overview={loaded} /> : null}
      {view.tab === 'versions' ? (
        <Card
          flush
          title="What GitLab Runner learned when"
          remark="ID tokens and the script form work on every version"
        >
          <RunnerVersionsTable />
        </Card>
      ) : null}
    </>
  )
}

function Tabs({ view, overview }: { view: RunnersView; overview: RunnerOverview }) {
  const tabs = [
    { id: 'runners', name: 'Runners', count: overview.runners.length },
    { id: 'jobs', name: 'Jobs to look at', count: overview.jobs.length },
    { id: 'versions', name: 'Versions', count: undefined },
  ] as const
  return (
    <TabLinks
      label="Views of the runners"
      tabs={tabs.map(({ id, name, count }) => ({
        href: runnersAddress({ tab: id }),
        name,
        active: view.tab === id,
        ...(count === undefined ? {} : { count }),
      }))}
    />
  )
}

/** What the token may not see is said, so that a short list is not taken for all. */
function Hidden({ overview: { hidden, partly } }: { overview: RunnerOverview }) {
  if (hidden.length === 0 && partly.length === 0) return null
  const some = (paths: string[]) => {
    const more = paths.length - 5
    return paths.slice(0, 5).join(', ') + (more > 0 ? ` and ${more.toLocaleString('en')} more` : '')
  }
  return (
    <Notice weight="warning" className="mb-3" title="Not all runners are shown to the token">
      {hidden.length > 0 ? <p>None of {some(hidden)}: Maintainer of the group sees them.</p> : null}
      {partly.length > 0 ? <p>Not those of the instance, seen from {some(partly)}.</p> : null}
    </Notice>
  )
}

function RunnersTab({ view, overview }: { view: RunnersView; overview: RunnerOverview }) {
  const found = searchRunners(overview.runners, view.search)
  const rows = shownRunners(overview.runners, view)
  const chips = runnerChips.map(({ value, name, holds }) => ({ value, name, count: found.filter(holds).length }))
  const { page, rows: shown } = pageOf(rows, view.page)
  return (
    <Listed view={view} total={found.length} chips={chips} page={page} rows={rows.length} what="runner">
      <RunnersTable rows={shown} />
    </Listed>
  )
}

function JobsTab({ view, overview }: { view: RunnersView; overview: RunnerOverview }) {
  const found = searchJobs(overview.jobs, view.search)
  const rows = shownJobs(overview.jobs, view)
  const chips = jobChips.map(({ value, name }) => ({
    value,
    name,
    count: found.filter(({ state }) => state === value).length,
  }))
  const { page, rows: shown } = pageOf(rows, view.page)
  return (
    <>
      <p className="mb-2 text-muted">
        {overview.jobs.length.toLocaleString('en')} of {overview.total.toLocaleString('en')} jobs. Every runner that may
        take the others is new enough for <code>secrets:</code>
      </p>
      <Listed view={view} total={found.length} chips={chips} page={page} rows={rows.length} what="job">
        <RunnerJobsTable rows={shown} />
      </Listed>
    </>
  )
}

function Listed({
  view,
  total,
  chips,
  page,
  rows,
  what,
  children,
}: {
  view: RunnersView
  total: number
  chips: { value: string; name: string; count: number }[]
  page: number
  rows: number
  what: string
  children: ReactNode
}) {
  const filtered = view.show !== null || view.search !== ''
  return (
    <>
      <RunnersFilter view={view} total={total} chips={chips} />
      <Card flush>
        {rows > 0 ? (
          children
        ) : (
          <EmptyState
            icon={Cpu}
            title={filtered ? `No ${what} fits` : `No ${what} to show`}
            action={filtered ? <ButtonLink href={runnersAddress({ tab: view.tab })}>Show all</ButtonLink> : undefined}
          >
            {what === 'job' && !filtered
              ? 'Every job has a runner that is new enough.'
              : 'What is not shown to the token is unknown.'}
          </EmptyState>
        )}
        <RowPages page={page} total={rows} address={(to) => runnersAddress({ ...view, page: to })} />
      </Card>
    </>
  )
}

// Who loses access: the jobs of the last 90 days, put through the planned roles.
import { History } from 'lucide-react'
import type { Metadata } from 'next'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { HistoryGaps } from '@/components/lost-access/history-gaps'
import { lostAddress, readLostView } from '@/components/lost-access/lost-address'
import { LostFilterBar } from '@/components/lost-access/lost-filter'
import { LostPages } from '@/components/lost-access/lost-pages'
import { LostSummary } from '@/components/lost-access/lost-summary'
import { LostTable } from '@/components/lost-access/lost-table'
import { HistoryProgress, ReadHistoryButton } from '@/components/lost-access/read-history'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { requireUser } from '@/lib/auth/require-user'
import { loadLostAccess } from '@/lib/services/load-lost-access'
import { loadShell } from '@/lib/services/load-shell'
import { acceptRefusal, readHistory, withdrawRefusal } from './actions'

export const metadata: Metadata = { title: 'Who loses access' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function LostPage({ searchParams }: { searchParams: Parameters }) {
  const user = await requireUser()
  const view = readLostView(await searchParams)
  const [lost, shell] = await Promise.all([loadLostAccess(view, view), loadShell()])
  const summary = 'The jobs of the last 90 days, as the planned roles would treat them'
  if (lost === null) {
    return (
      <>
        <PageHeader title="Who loses access" summary={summary} />
        <NoPlan icon={History} scanned={shell.scannedAt !== null} what="roles to try past jobs with" />
      </>
    )
  }
  const mayEdit = user.role !== 'viewer'
  const button = mayEdit ? <ReadHistoryButton reading={lost.reading} read={readHistory} /> : null
  const never = lost.readAt === null
  const last = Math.max(1, Math.ceil(lost.matching / view.size))
  return (
    <>
      <PageHeader title="Who loses access" summary={summary}>
        <ButtonLink href="/access">What a job can read…</ButtonLink>
        {never ? null : button}
      </PageHeader>
      <HistoryProgress reading={lost.reading} />
      {never ? (
        <Card flush>
          <EmptyState icon={History} title="Past jobs were not read yet" action={button}>
            The worker reads which jobs ran, on which kind of ref, for which environment and how their pipelines
            started. It keeps counts, and reads no log, no variable and no commit. Afterwards it reads them again once a
            day.
          </EmptyState>
        </Card>
      ) : (
        <>
          <LostSummary totals={lost.totals} readAt={lost.readAt} since={lost.since} />
          <HistoryGaps gaps={lost.gaps} unread={lost.unread} />
          <LostFilterBar view={view} totals={lost.totals} projects={lost.projects} reasons={lost.reasons} />
          <Card flush>
            {lost.rows.length > 0 ? (
              <LostTable
                rows={lost.rows}
                actions={mayEdit ? { accept: acceptRefusal, withdraw: withdrawRefusal } : null}
              />
            ) : (
              <EmptyState
                icon={History}
                title={lost.totals.runs === 0 ? 'No job ran in these 90 days' : 'No past job is like this'}
                action={
                  lost.totals.runs === 0 ? undefined : (
                    <ButtonLink href={lostAddress({ state: 'all' })}>Show all</ButtonLink>
                  )
                }
              />
            )}
            {lost.matching > 0 ? (
              <LostPages view={{ ...view, page: Math.min(view.page, last) }} total={lost.matching} />
            ) : null}
          </Card>
        </>
      )}
    </>
  )
}

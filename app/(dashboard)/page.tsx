// Overview: how far the move is, what blocks it, what to do next.
import { Radar } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { ScanButton } from '@/components/layout/scan-button'
import { BlockerList } from '@/components/overview/blocker-list'
import { BurnDown } from '@/components/overview/burn-down'
import { ForecastCard } from '@/components/overview/forecast-card'
import { GroupProgress } from '@/components/overview/group-progress'
import { NextSteps } from '@/components/overview/next-steps'
import { ScanNews } from '@/components/overview/scan-news'
import { StateBar } from '@/components/overview/state-bar'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { requireUser } from '@/lib/auth/require-user'
import { loadOverview } from '@/lib/services/load-overview'
import { countScanNews } from '@/lib/services/load-scan-changes'
import { loadShell } from '@/lib/services/load-shell'
import { RadiusCard } from './access/radius/radius-card'
import { saveTargetDate, startScan } from './actions'
import { BrokenAssertions } from './broken-assertions'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage() {
  const user = await requireUser()
  const [shell, overview, news] = await Promise.all([loadShell(), loadOverview(), countScanNews()])
  const running = shell.scan?.state === 'queued' || shell.scan?.state === 'running'
  const scan =
    user.role === 'viewer' ? null : (
      <ScanButton running={running} start={startScan} label={shell.scannedAt ? 'Scan again' : 'Start the first scan'} />
    )
  if (overview.total === 0) {
    return (
      <>
        <PageHeader title="Overview" />
        <Card flush>
          <EmptyState
            icon={Radar}
            title={shell.scannedAt ? 'The scan found no variables' : 'Nothing is known yet'}
            action={
              <>
                {scan}
                <ButtonLink href="/connections">Look at the connection</ButtonLink>
              </>
            }
          >
            {shell.scannedAt
              ? 'Either there are none where the token may look, or it may not look. Connections says what it can do.'
              : 'A scan reads names and settings of every CI/CD variable, and the CI configuration that uses them. It reads no values.'}
          </EmptyState>
        </Card>
      </>
    )
  }
  const { counts } = overview
  const moved = counts.cut_over + counts.quarantined + counts.deleted + counts.confirmed
  const first = overview.burnDown[0]
  return (
    <>
      <PageHeader
        title="Overview"
        summary={
          <>
            {`${overview.total.toLocaleString('en')} variables · ${moved.toLocaleString('en')} no longer come from GitLab${overview.newcomers > 0 ? ` · ${overview.newcomers.toLocaleString('en')} new within a week` : ''}${news.since ? ' · ' : ''}`}
            <ScanNews news={news} />
          </>
        }
      >
        <ButtonLink href="/progress">To print</ButtonLink>
        {scan}
      </PageHeader>
      <Suspense fallback={null}>
        <BrokenAssertions />
      </Suspense>
      <div className="space-y-3">
        <Card>
          <StateBar counts={counts} total={overview.total} />
        </Card>
        <div className="grid grid-cols-[3fr_2fr] items-start gap-3 max-[1100px]:grid-cols-1">
          <div className="space-y-3">
            <Card title="Still to move" remark={first ? `since ${first.date.slice(0, 10)}` : undefined}>
              <BurnDown
                points={overview.burnDown}
                end={overview.forecast?.end ?? null}
                target={overview.target?.date ?? null}
              />
              <div className="mt-3 border-t border-line pt-3">
                <ForecastCard overview={overview} set={user.role === 'viewer' ? null : saveTargetDate} />
              </div>
            </Card>
            <Card title="By group" flush>
              <GroupProgress groups={overview.groups} />
            </Card>
          </div>
          <div className="space-y-3">
            <Card title="What to do next">
              <NextSteps overview={overview} />
            </Card>
            <RadiusCard />
            <Card
              title="What blocks"
              remark={
                <Link href="/blockers" className="rounded-sm hover:underline">
                  All recipes
                </Link>
              }
            >
              <BlockerList blockers={overview.blockers} />
            </Card>
          </div>
        </div>
      </div>
    </>
  )
}

// Progress: one page for management, to print.
import type { Metadata } from 'next'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { BlockerList } from '@/components/overview/blocker-list'
import { BurnDown } from '@/components/overview/burn-down'
import { ForecastCard } from '@/components/overview/forecast-card'
import { GroupProgress } from '@/components/overview/group-progress'
import { StateBar } from '@/components/overview/state-bar'
import { Card } from '@/components/ui/card'
import '@/components/ui/print.css'
import { Radar } from 'lucide-react'
import { PrintButton } from '@/components/ui/print-button'
import { requireUser } from '@/lib/auth/require-user'
import { loadOverview } from '@/lib/services/load-overview'
import { loadShell } from '@/lib/services/load-shell'

export const metadata: Metadata = { title: 'Progress' }

export default async function ProgressPage() {
  await requireUser()
  const [shell, overview] = await Promise.all([loadShell(), loadOverview()])
  if (overview.total === 0) {
    return (
      <>
        <PageHeader title="Progress" />
        <NoPlan icon={Radar} scanned={shell.scannedAt !== null} what="progress to show" />
      </>
    )
  }
  const { mergeRequests, unknownUses } = overview
  return (
    <div data-printable>
      <PageHeader
        title="Progress"
        summary={`CI/CD variables that leave GitLab for Vault, as of ${shell.scannedAt?.slice(0, 10) ?? 'now'}`}
      >
        <PrintButton />
      </PageHeader>
      <div className="space-y-3">
        <Card>
          <StateBar counts={overview.counts} total={overview.total} />
        </Card>
        <Card title="Still to move">
          <BurnDown
            points={overview.burnDown}
            end={overview.forecast?.end ?? null}
            target={overview.target?.date ?? null}
          />
          <div className="mt-3">
            <ForecastCard overview={overview} set={null} />
          </div>
        </Card>
        <Card title="By group" flush>
          <GroupProgress groups={overview.groups} />
        </Card>
        <Card title="What blocks">
          <BlockerList blockers={overview.blockers} />
        </Card>
        <Card title="Merge requests and unknowns">
          <p>
            {mergeRequests.open} open, {mergeRequests.merged} merged, {mergeRequests.closed} closed or superseded. Of{' '}
            {unknownUses.toLocaleString('en')} variables the uses are unknown, since something was not read.
          </p>
        </Card>
      </div>
    </div>
  )
}

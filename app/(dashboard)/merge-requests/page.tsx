// Merge requests: preview them, open them, see what became of them.
import { GitPullRequest } from 'lucide-react'
import type { Metadata } from 'next'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { ReadyRequests } from '@/components/merge-requests/ready-requests'
import { RefreshRequests } from '@/components/merge-requests/refresh-requests'
import { RequestList } from '@/components/merge-requests/request-list'
import { RequestPreview } from '@/components/merge-requests/request-preview'
import { readRequestsAddress } from '@/components/merge-requests/requests-address'
import { RingList } from '@/components/merge-requests/ring-list'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { requireUser } from '@/lib/auth/require-user'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { listMergeRequests } from '@/lib/services/list-merge-requests'
import { loadConnectionCheck } from '@/lib/services/load-connections'
import { loadShell } from '@/lib/services/load-shell'
import { followJob } from '../actions'
import {
  beginRing,
  explainClosed,
  openRequests,
  previewRequests,
  readyRequests,
  refreshRequests,
  takeBack,
} from './actions'

export const metadata: Metadata = { title: 'Merge requests' }

type Parameters = Promise<Record<string, string | string[] | undefined>>

export default async function MergeRequestsPage({ searchParams }: { searchParams: Parameters }) {
  const user = await requireUser()
  const view = readRequestsAddress(await searchParams)
  const [shell, rows, check] = await Promise.all([loadShell(), listMergeRequests(), loadConnectionCheck()])
  const open = rows.filter((row) => row.state === 'open').length
  const write = check?.tokens.find((token) => token.purpose === 'write')
  const mayEdit = user.role !== 'viewer'
  const queued = rows.filter((row) => row.state === 'queued' && row.openAfter === null && row.batch !== null)
  const planned = shell.counts.mapped > 0 || rows.length > 0
  return (
    <>
      <PageHeader
        title="Merge requests"
        summary={rows.length > 0 ? `${open} open of ${rows.length}` : 'One for policies and roles, one per project'}
      />
      {planned ? (
        <div className="space-y-3">
          <RequestPreview
            actions={{ preview: previewRequests, open: openRequests }}
            mayEdit={mayEdit}
            writeProblem={!write || write.state === 'works' ? null : write.means}
          />
          {queued.length > 0 ? (
            <Card flush title="Later rings">
              <RingList rows={rows} actions={mayEdit ? { begin: beginRing, takeBack } : null} />
            </Card>
          ) : null}
          <Card
            flush
            title="Opened"
            remark={
              rows.length > 0 && mayEdit ? (
                <span className="flex flex-wrap items-center justify-end gap-2">
                  <ReadyRequests rows={provenDrafts(rows)} ready={readyRequests} follow={followJob} />
                  <RefreshRequests
                    moving={rows.some((row) => row.state === 'queued' || row.state === 'opening')}
                    refresh={refreshRequests}
                    follow={followJob}
                  />
                </span>
              ) : undefined
            }
          >
            {rows.length > 0 ? (
              <RequestList rows={rows} view={view} explain={mayEdit ? explainClosed : null} />
            ) : (
              <EmptyState icon={GitPullRequest} title="None yet">
                Preview first. What you confirm is opened by one job, and its state is read back here.
              </EmptyState>
            )}
          </Card>
        </div>
      ) : (
        <NoPlan icon={GitPullRequest} scanned={shell.scannedAt !== null} what="merge requests" />
      )}
    </>
  )
}

function provenDrafts(rows: MergeRequestRow[]) {
  return rows
    .filter(({ waits, draft }) => waits?.length === 0 && draft !== false)
    .map(({ id, project }) => ({ id, project }))
}

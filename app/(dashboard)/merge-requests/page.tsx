// Merge requests: preview them, open them, see what became of them.
import { GitPullRequest } from 'lucide-react'
import type { Metadata } from 'next'
import { NoPlan } from '@/components/layout/no-plan'
import { PageHeader } from '@/components/layout/page-header'
import { ReadyRequests } from '@/components/merge-requests/ready-requests'
import { RefreshRequests } from '@/components/merge-requests/refresh-requests'
import { RequestPreview } from '@/components/merge-requests/request-preview'
import { RequestTable } from '@/components/merge-requests/request-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { requireUser } from '@/lib/auth/require-user'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { listMergeRequests } from '@/lib/services/list-merge-requests'
import { loadConnections } from '@/lib/services/load-connections'
import { loadShell } from '@/lib/services/load-shell'
import { openRequests, previewRequests, readyRequests, refreshRequests } from './actions'

export const metadata: Metadata = { title: 'Merge requests' }

export default async function MergeRequestsPage() {
  const user = await requireUser()
  const [shell, rows, { check }] = await Promise.all([loadShell(), listMergeRequests(), loadConnections()])
  const open = rows.filter((row) => row.state === 'open').length
  const write = check?.tokens.find((token) => token.purpose === 'write')
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
            mayEdit={user.role !== 'viewer'}
            writeProblem={!write || write.state === 'works' ? null : write.means}
          />
          <Card
            flush
            title="Opened"
            remark={
              rows.length > 0 && user.role !== 'viewer' ? (
                <>
                  <ReadyRequests rows={provenDrafts(rows)} ready={readyRequests} />
                  <RefreshRequests
                    moving={rows.some((row) => row.state === 'queued' || row.state === 'opening')}
                    refresh={refreshRequests}
                  />
                </>
              ) : undefined
            }
          >
            {rows.length > 0 ? (
              <RequestTable rows={rows} />
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

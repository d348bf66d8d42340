// Access of a whole group: the matrix of all its projects, and the projects behind the open cell.
import { KeyRound } from 'lucide-react'
import Link from 'next/link'
import { type GroupView, groupAddress } from '@/components/access/group-address'
import { GroupCellRows } from '@/components/access/group-cell-rows'
import { columnName, GroupMatrixTable } from '@/components/access/group-matrix-table'
import { pageOf, RowPages } from '@/components/access/row-pages'
import { triggerWords } from '@/components/bindings/trigger-words'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import type { GroupMatrix } from '@/lib/core/render/access-group'
import { isMergeRequest } from '@/lib/core/render/access-matrix'
import { loadAccessGroup } from '@/lib/services/load-access-group'

export async function GroupAccess({ view }: { view: GroupView }) {
  const answer = await loadAccessGroup({ group: view.group, open: view.open })
  if (answer === null || answer.matrix.projects === 0) {
    return (
      <Card flush>
        <EmptyState icon={KeyRound} title={`No planned jobs in ${view.group}`}>
          No project of this group, or of a group below it, has a job that is planned to read from Vault.
        </EmptyState>
      </Card>
    )
  }
  const { matrix, rows } = answer
  const shown = pageOf(rows ?? [], view.page)
  return (
    <div className="space-y-3">
      <Unwanted matrix={matrix} />
      <Card
        flush
        title="What each pipeline reads"
        remark={`${matrix.projects.toLocaleString('en')} ${matrix.projects === 1 ? 'project' : 'projects'}`}
      >
        <GroupMatrixTable matrix={matrix} open={view.open} />
        <p className="px-4 pb-3 text-sm text-muted">
          Variables that can be read, of those that the jobs of that environment are planned to read. A cell leads to
          its projects.
        </p>
      </Card>
      {view.open === null ? null : rows === null ? (
        <Notice weight="warning" title="There is no such environment in this group any more.">
          <Link className="underline" href={groupAddress({ ...view, open: null, page: 1 })}>
            Back to the whole group
          </Link>
        </Notice>
      ) : (
        <Card flush title={openTitle(view.open)} remark={`${rows.length.toLocaleString('en')} rows`}>
          <GroupCellRows rows={shown.rows} trigger={view.open.trigger} />
          <RowPages
            page={shown.page}
            total={rows.length}
            address={(page) => groupAddress({ group: view.group, open: view.open, page })}
          />
        </Card>
      )}
    </div>
  )
}

function openTitle({ trigger, column }: NonNullable<GroupView['open']>): string {
  const words = triggerWords.find((one) => one.trigger === trigger)?.words ?? trigger
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}, ${columnName(column)}`
}

function Unwanted({ matrix }: { matrix: GroupMatrix }) {
  const bad = matrix.rows.filter(({ cells }) => cells.some(({ unwanted }) => unwanted > 0))
  if (bad.length === 0)
    return <Notice weight="good" title="No merge request of this group reads what production reads." />
  return (
    <Notice
      weight="problem"
      title={`${bad.some(({ trigger }) => isMergeRequest(trigger)) ? 'Merge requests' : 'Other jobs'} of this group read what production reads`}
    >
      The red cells say how many variables, and lead to the projects.
    </Notice>
  )
}

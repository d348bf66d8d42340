// Said loudly: a merge request that reaches what production reads, or another job for which nobody planned it.
import { type AccessMatrix, isMergeRequest } from '@/lib/core/render/access-matrix'
import { Notice } from '../ui/notice'

export function UnwantedNotice({ matrix }: { matrix: AccessMatrix }) {
  const cells = matrix.rows.flatMap(({ cells }) => cells).filter(({ unwanted }) => unwanted.length > 0)
  if (cells.length === 0) {
    return (
      <Notice weight="good" title="No merge request of this project reads what production reads." className="mb-3" />
    )
  }
  const mergeRequests = cells.some(({ trigger }) => isMergeRequest(trigger))
  const keys = [...new Set(cells.flatMap(({ unwanted }) => unwanted))].sort()
  return (
    <Notice
      weight="problem"
      title={`${mergeRequests ? 'Merge requests' : 'Other jobs'} of this project read what production reads`}
      className="mb-3"
    >
      {keys.join(', ')}. The red cells say how.
    </Notice>
  )
}

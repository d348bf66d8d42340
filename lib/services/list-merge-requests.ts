// The merge requests that Cutover opened or tried to open, as last read back, with what the open ones wait for.
import { mergeRequestNeeds } from '@/lib/core/render/merge-request-needs'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { type LiveVerdicts, type MergeRequestWait, mergeRequestWaits } from '@/lib/core/render/merge-request-waits'
import { findMergeRequests, type StoredMergeRequest } from '@/lib/db/merge-request-repository'
import { loadLiveVerdicts } from './load-live-verdicts'
import { findPlan, type Planned } from './load-plan'

export async function listMergeRequests(): Promise<MergeRequestRow[]> {
  const rows = await findMergeRequests()
  // Only an open CI change is compared with the plan, which takes a large estate seconds after each scan.
  const compared = rows.some(({ kind, state }) => kind === 'ci' && state === 'open')
  const [planned, live] = compared
    ? await Promise.all([findPlan(), loadLiveVerdicts()])
    : [null, new Map<string, LiveVerdicts>()]
  return rows.map((row) => {
    const {
      iid: _iid,
      head: _head,
      needs: _needs,
      remindedAt: _reminded,
      artefactHash: _hash,
      targetBranch: _target,
      ...shown
    } = row
    const { state } = row
    const outdated = outdatedOf(row, planned)
    return {
      ...shown,
      waits: state === 'open' && outdated === null ? waitsOf(row, live) : null,
      outdated,
    }
  })
}

/** Null where a request has no Draft to leave: policies, and what is not open. */
export function waitsOf(
  { kind, needs, head }: Pick<StoredMergeRequest, 'kind' | 'needs' | 'head'>,
  live: ReadonlyMap<string, LiveVerdicts>,
): MergeRequestWait[] | null {
  if (kind !== 'ci') return null
  if (needs === null || head === null) {
    const text = 'Cutover did not note what this request needs when it was opened: preview again and open a new one'
    return [{ code: 'not_planned', kind: 'vault', name: '', text }]
  }
  return mergeRequestWaits(needs, live)
}

/** An open CI change whose jobs, roles or places are no longer those of the plan. */
export function outdatedOf(
  { kind, state, needs, project }: Pick<StoredMergeRequest, 'kind' | 'state' | 'needs' | 'project'>,
  planned: Planned | null,
): string | null {
  if (kind !== 'ci' || state !== 'open' || needs === null || planned === null) return null
  const now = mergeRequestNeeds(planned.plan, project)
  if (now.roles.length === 0) {
    return 'Nothing is planned for this project any more: close it in GitLab, or map the variables again.'
  }
  return sameNeeds(now, needs) ? null : 'The plan has changed since: preview again, and a new one takes its place.'
}

/** The database gives the keys of an object back in an order of its own. */
function sameNeeds(one: object, other: object): boolean {
  return sorted(one) === sorted(other)
}

function sorted(value: object): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

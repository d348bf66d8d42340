// Merge requests that Cutover opened or tried to open.
import type { MergeRequestNeeds } from '@/lib/core/render/merge-request-needs'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { database } from './database'
import type { MergeRequest } from './generated/client'
import { jsonValue } from './json-text'

export type StoredMergeRequest = Omit<MergeRequestRow, 'waits' | 'outdated'> & {
  iid: number | null
  /** The commit that Cutover made on its branch; null: not known. */
  head: string | null
  /** Of a CI change; null for one that an older Cutover opened. */
  needs: MergeRequestNeeds | null
  remindedAt: string | null
  artefactHash: string
  targetBranch: string
}

const rowOf = (found: MergeRequest): StoredMergeRequest => ({
  id: found.id,
  iid: found.iid,
  artefactHash: found.artefactHash,
  targetBranch: found.targetBranch,
  project: found.project,
  kind: found.kind as MergeRequestRow['kind'],
  branch: found.branch,
  state: found.state as MergeRequestRow['state'],
  url: found.url,
  title: found.title,
  message: found.message,
  draft: found.draft,
  head: found.head,
  batch: found.batch,
  ring: found.ring,
  perHour: found.perHour,
  openAfter: found.openAfter?.toISOString() ?? null,
  openedAt: found.openedAt?.toISOString() ?? null,
  conflicts: found.conflicts,
  assignee: found.assignee,
  remindedAt: found.remindedAt?.toISOString() ?? null,
  closeReason: found.closeReason as MergeRequestRow['closeReason'],
  closeNote: found.closeNote,
  needs: found.needs as MergeRequestNeeds | null,
  updatedAt: found.updatedAt.toISOString(),
})

export async function findMergeRequests(): Promise<StoredMergeRequest[]> {
  const found = await database().mergeRequest.findMany({ orderBy: [{ project: 'asc' }, { createdAt: 'desc' }] })
  return found.map(rowOf)
}

type Changeable =
  | 'state'
  | 'iid'
  | 'url'
  | 'title'
  | 'message'
  | 'draft'
  | 'head'
  | 'needs'
  | 'batch'
  | 'ring'
  | 'perHour'
  | 'openAfter'
  | 'openedAt'
  | 'conflicts'
  | 'assignee'
  | 'remindedAt'
  | 'closeReason'
  | 'closeNote'

type NewMergeRequest = Pick<
  StoredMergeRequest,
  'project' | 'kind' | 'artefactHash' | 'branch' | 'targetBranch' | 'state' | 'title'
> & { who: string }

/** One row per project, kind and artefact: asked for again it is the same row, whatever became of it. */
export async function upsertMergeRequest(row: NewMergeRequest): Promise<StoredMergeRequest> {
  const { project, kind, artefactHash, branch, targetBranch, state, title, who } = row
  const found = await database().mergeRequest.upsert({
    where: { project_kind_artefactHash: { project, kind, artefactHash } },
    create: jsonValue({ project, kind, artefactHash, branch, targetBranch, state, title, who }),
    update: {},
  })
  return rowOf(found)
}

export async function updateMergeRequest(
  id: string,
  change: Partial<Pick<StoredMergeRequest, Changeable>>,
): Promise<void> {
  const { needs, ...rest } = change
  const data = { ...rest, ...(needs ? { needs: jsonValue(needs) } : {}) }
  await database().mergeRequest.update({ where: { id }, data: jsonValue(data) })
}

/** Only those that are still queued and were never in GitLab. */
export async function deleteQueuedMergeRequests(ids: readonly string[]): Promise<void> {
  await database().mergeRequest.deleteMany({ where: { id: { in: [...ids] }, state: 'queued', iid: null } })
}

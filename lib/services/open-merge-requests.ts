// Opens the merge requests that were previewed and confirmed, ring after ring, one project after the other.
import { openTimes, ringsToBegin } from '@/lib/core/render/merge-request-rings'
import type { MergeRequestItem } from '@/lib/core/render/merge-request-row'
import { findMergeRequests, type StoredMergeRequest, updateMergeRequest } from '@/lib/db/merge-request-repository'
import { AppError, messages } from '@/lib/errors'
import type { GitlabClient } from '@/lib/gitlab/gitlab-client'
import { gitlabInstances, gitlabPlaces } from './gitlab-instances'
import { keepBaselines } from './keep-baselines'
import { type Outcome, openMergeRequest } from './open-merge-request'
import { type PlannedMergeRequest, planMergeRequests } from './plan-merge-requests'
import { supersedeOlder } from './supersede-older'

/**
 * Begins the rings whose turn has come and opens what is due. A row stays due until all of its work is done, so that a
 * killed worker's is gone on with; called twice it opens nothing twice: branch, merge request and row go by the digest of
 * the change. What is no longer as it was confirmed is refused, never opened differently. Nothing else may be opening at
 * this time.
 */
export async function openMergeRequests(): Promise<void> {
  const rows = await findMergeRequests()
  const begun = await beginRings(rows)
  const now = Date.now()
  const due = (begun ? await findMergeRequests() : rows)
    .filter(({ openAfter }) => openAfter !== null && Date.parse(openAfter) <= now)
    .sort((one, other) => Date.parse(one.openAfter ?? '') - Date.parse(other.openAfter ?? ''))
  if (due.length > 0) await openRows(due)
}

async function beginRings(rows: StoredMergeRequest[]): Promise<boolean> {
  const rings = ringsToBegin(rows)
  for (const ring of rings) await beginRing(ring.rows)
  return rings.length > 0
}

/** The rate of a ring is the one that its batch was confirmed with. */
export async function beginRing(rows: Pick<StoredMergeRequest, 'id' | 'perHour'>[]): Promise<void> {
  const times = openTimes(rows.length, new Date(), rows[0]?.perHour ?? null)
  for (const [index, { id }] of rows.entries()) {
    await updateMergeRequest(id, { openAfter: times[index]?.toISOString() ?? null })
  }
}

async function openRows(due: StoredMergeRequest[]): Promise<void> {
  const tried = new Set<string>()
  try {
    if (!gitlabInstances().first) throw new AppError('gitlab_not_configured')
    const placeOf = gitlabPlaces()
    for (const { id, state } of due) {
      if (state === 'queued' || state === 'refused' || state === 'failed' || state === 'invalid')
        await updateMergeRequest(id, { state: 'opening' })
    }
    const names = new Set(due.map(nameOf))
    const { planned } = await planMergeRequests((draft) => names.has(nameOf(draft)))
    const now = new Map(planned.map((one) => [nameOf(one.item), one]))
    for (const row of due) {
      tried.add(row.id)
      await open(row, now.get(nameOf(row)), placeOf(row.project)?.writer() ?? null)
      await updateMergeRequest(row.id, { openAfter: null })
    }
  } catch (error) {
    // What was not tried must not look as if it waited still.
    for (const row of due.filter(({ id }) => !tried.has(id))) await failWaiting(row, failed(error))
    throw error
  }
}

async function failWaiting({ id }: StoredMergeRequest, outcome: Outcome): Promise<void> {
  const row = (await findMergeRequests()).find((one) => one.id === id)
  if (row?.state === 'queued' || row?.state === 'opening') await updateMergeRequest(id, { ...outcome, openAfter: null })
  else await updateMergeRequest(id, { openAfter: null })
}

const nameOf = ({ kind, project }: Pick<MergeRequestItem, 'kind' | 'project'>) => `${kind}:${project}`

/** A refusal never takes the place of a state that tells what became of a merge request in GitLab. */
const settled: readonly StoredMergeRequest['state'][] = ['open', 'merged', 'closed']

async function open(
  row: StoredMergeRequest,
  one: PlannedMergeRequest | undefined,
  client: GitlabClient | null,
): Promise<void> {
  if (settled.includes(row.state)) {
    if (one && row.state === 'open' && row.url && client && one.artefactHash === row.artefactHash)
      await supersedeOlder(client, one, row.url)
    return
  }
  // One that Cutover superseded stays known as that: only such a one may be opened again.
  const state = row.state === 'superseded' ? row.state : 'refused'
  const refuse = (message: string) => updateMergeRequest(row.id, { state, message })
  if (!one) return refuse('Nothing is left to change there. Scan again to see it.')
  const { refused, branch } = one.item
  if (branch !== row.branch) return refuse('The change is no longer the one that was previewed. Preview again.')
  if (refused) return refuse(refused.message)
  if (!client) return refuse(messages.gitlab_no_write_token)
  await updateMergeRequest(row.id, { ...(row.state === 'superseded' ? {} : { state: 'opening' }), message: null })
  const outcome = await openMergeRequest(client, one, row).catch(failed)
  const openedAt = outcome.state === 'open' ? { openedAt: new Date().toISOString() } : {}
  await updateMergeRequest(row.id, { ...outcome, ...openedAt })
  if (outcome.state !== 'open' || !outcome.url) return
  await keepBaselines(row.kind === 'ci' ? row.project : null)
  await supersedeOlder(client, one, outcome.url).catch((error) =>
    updateMergeRequest(row.id, { message: `The older one could not be closed: ${failed(error).message}` }),
  )
}

function failed(error: unknown): Outcome {
  return { state: 'failed', message: error instanceof AppError ? error.message : messages.unexpected }
}

// Opens the merge requests that were previewed and confirmed, one project after the other.
import type { MergeRequestItem } from '@/lib/core/render/merge-request-row'
import { deleteFact, findFact, saveFact } from '@/lib/db/fact-repository'
import {
  findMergeRequests,
  type StoredMergeRequest,
  updateMergeRequest,
  upsertMergeRequest,
} from '@/lib/db/merge-request-repository'
import { type GitlabSettings, gitlabSettings } from '@/lib/env'
import { AppError, messages } from '@/lib/errors'
import { makeGitlabClient } from '@/lib/gitlab/gitlab-client'
import { keepBaselines } from './keep-baselines'
import { findPreviewed } from './merge-request-preview'
import { type Outcome, openMergeRequest } from './open-merge-request'
import { type PlannedMergeRequest, planMergeRequests } from './plan-merge-requests'
import { rowOfItem } from './queue-merge-requests'
import { supersedeOlder } from './supersede-older'

type Confirmed = { hash: string; chosen: string[]; who: string }

const underWay = 'merge_requests_under_way'

/**
 * `hash` names the preview, `chosen` are `kind:project` of it. What is no longer as previewed is refused, never opened
 * differently. Called twice it opens nothing twice: branch, merge request and row go by the digest of the change.
 * Fails with `stale` when nobody saw such a preview within a day.
 */
export async function openMergeRequests(hash: string, chosen: string[], who: string): Promise<void> {
  const settings = gitlabSettings()
  if (!settings) throw new AppError('gitlab_not_configured')
  const previewed = await findPreviewed(hash)
  if (!previewed) throw new AppError('stale')
  await saveFact(underWay, { hash, chosen, who } satisfies Confirmed)
  const rows = new Map<string, StoredMergeRequest>()
  const confirmed = previewed.items.filter((item) => chosen.includes(nameOf(item)))
  try {
    for (const item of confirmed) rows.set(nameOf(item), await upsertMergeRequest(rowOfItem(item, 'opening', who)))
    const { planned } = await planMergeRequests((draft) => rows.has(nameOf(draft)))
    const now = new Map(planned.map((one) => [nameOf(one.item), one]))
    for (const item of confirmed) {
      const row = rows.get(nameOf(item))
      if (row) await open(row, item, now.get(nameOf(item)), settings)
    }
  } catch (error) {
    // What was not tried must not look as if it waited still.
    for (const row of rows.values()) await failWaiting(row, failed(error))
    throw error
  } finally {
    await deleteFact(underWay)
  }
}

async function failWaiting({ id }: StoredMergeRequest, outcome: Outcome): Promise<void> {
  const row = (await findMergeRequests()).find((one) => one.id === id)
  if (row?.state === 'queued' || row?.state === 'opening') await updateMergeRequest(id, outcome)
}

/** Goes on with what a killed worker was opening. Nothing else may be opening at this time. */
export async function resumeMergeRequests(): Promise<void> {
  const found = await findFact<Confirmed>(underWay)
  if (!found) return
  try {
    await openMergeRequests(found.data.hash, found.data.chosen, found.data.who)
  } finally {
    await deleteFact(underWay)
  }
}

const nameOf = ({ kind, project }: Pick<MergeRequestItem, 'kind' | 'project'>) => `${kind}:${project}`

/** A refusal never takes the place of a state that tells what became of a merge request in GitLab. */
const settled: readonly StoredMergeRequest['state'][] = ['open', 'merged', 'closed']

async function open(
  row: StoredMergeRequest,
  confirmed: MergeRequestItem,
  one: PlannedMergeRequest | undefined,
  settings: GitlabSettings,
): Promise<void> {
  if (settled.includes(row.state)) {
    if (one && row.state === 'open' && row.url && settings.writeToken && one.artefactHash === row.artefactHash)
      await supersedeOlder(makeGitlabClient(settings, settings.writeToken), one, row.url)
    return
  }
  // One that Cutover superseded stays known as that: only such a one may be opened again.
  const state = row.state === 'superseded' ? row.state : 'refused'
  const refuse = (message: string) => updateMergeRequest(row.id, { state, message })
  if (!one) return refuse('Nothing is left to change there. Scan again to see it.')
  const { refused, branch } = one.item
  if (branch !== confirmed.branch) return refuse('The change is no longer the one that was previewed. Preview again.')
  if (refused) return refuse(refused.message)
  if (!settings.writeToken) return refuse(messages.gitlab_no_write_token)
  await updateMergeRequest(row.id, { ...(row.state === 'superseded' ? {} : { state: 'opening' }), message: null })
  const client = makeGitlabClient(settings, settings.writeToken)
  const outcome = await openMergeRequest(client, one, row).catch(failed)
  await updateMergeRequest(row.id, outcome)
  if (outcome.state !== 'open' || !outcome.url) return
  await keepBaselines(row.kind === 'ci' ? row.project : null)
  await supersedeOlder(client, one, outcome.url).catch((error) =>
    updateMergeRequest(row.id, { message: `The older one could not be closed: ${failed(error).message}` }),
  )
}

function failed(error: unknown): Outcome {
  return { state: 'failed', message: error instanceof AppError ? error.message : messages.unexpected }
}

// Opens the merge requests that were previewed and confirmed, one project after the other.
import type { MergeRequestPlan } from '@/lib/core/render/merge-request-row'
import { findFact } from '@/lib/db/fact-repository'
import { updateMergeRequest, upsertMergeRequest } from '@/lib/db/merge-request-repository'
import { gitlabSettings } from '@/lib/env'
import { AppError, messages } from '@/lib/errors'
import { makeGitlabClient } from '@/lib/gitlab/gitlab-client'
import { type Outcome, openMergeRequest } from './open-merge-request'
import { type PlannedMergeRequest, planMergeRequests } from './plan-merge-requests'
import { previewFact, rowOfItem } from './queue-merge-requests'

/**
 * `hash` names the preview, `chosen` are `kind:project` of it. What is no longer as previewed is refused, never opened
 * differently. Called twice it opens nothing twice: branch, merge request and row go by the digest of the change.
 */
export async function openMergeRequests(hash: string, chosen: string[], who: string): Promise<void> {
  const settings = gitlabSettings()
  if (!settings) throw new AppError('gitlab_not_configured')
  const previewed = await findFact<{ plan: MergeRequestPlan }>(previewFact)
  if (previewed?.data.plan.hash !== hash) throw new AppError('stale')
  const confirmed = new Map(previewed.data.plan.items.map((item) => [`${item.kind}:${item.project}`, item]))
  const { planned } = await planMergeRequests()
  for (const name of chosen) {
    const item = confirmed.get(name)
    if (!item) continue
    const one = planned.find((now) => `${now.item.kind}:${now.item.project}` === name)
    const row = await upsertMergeRequest(rowOfItem(item, 'opening', who))
    const outcome = one ? await outcomeOf(one, item.branch, settings) : nothingLeft
    await updateMergeRequest(row.id, { message: null, ...outcome })
  }
}

const nothingLeft: Outcome = { state: 'refused', message: 'Nothing is left to change there. Scan again to see it.' }

async function outcomeOf(
  one: PlannedMergeRequest,
  confirmedBranch: string,
  settings: NonNullable<ReturnType<typeof gitlabSettings>>,
): Promise<Outcome> {
  const { refused, branch } = one.item
  if (branch !== confirmedBranch)
    return { state: 'refused', message: 'The change is no longer the one that was previewed. Preview again.' }
  if (refused?.code === 'already_open') return { state: 'open' }
  if (refused) return { state: 'refused', message: refused.message }
  if (!settings.writeToken) return { state: 'refused', message: messages.gitlab_no_write_token }
  try {
    return await openMergeRequest(makeGitlabClient(settings, settings.writeToken), one)
  } catch (error) {
    return { state: 'failed', message: error instanceof AppError ? error.message : messages.unexpected }
  }
}

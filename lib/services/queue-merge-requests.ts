// Notes which previewed merge requests were confirmed, before the worker takes them, so that they are seen at once.
import type { MergeRequestItem, MergeRequestPlan } from '@/lib/core/render/merge-request-row'
import { findFact } from '@/lib/db/fact-repository'
import { updateMergeRequest, upsertMergeRequest } from '@/lib/db/merge-request-repository'
import { AppError } from '@/lib/errors'
import { hashFiles } from './merge-request-hash'

export const previewFact = 'merge_request_preview'

/** Fails with `stale` when another preview was made since. `chosen` are `kind:project`. */
export async function queueMergeRequests(hash: string, chosen: string[], who: string): Promise<void> {
  const previewed = await findFact<{ plan: MergeRequestPlan }>(previewFact)
  if (previewed?.data.plan.hash !== hash) throw new AppError('stale')
  for (const item of previewed.data.plan.items) {
    if (!chosen.includes(`${item.kind}:${item.project}`) || item.refused) continue
    const row = await upsertMergeRequest(rowOfItem(item, 'queued', who))
    if (row.state === 'refused' || row.state === 'failed' || row.state === 'invalid') {
      await updateMergeRequest(row.id, { state: 'queued', message: null })
    }
  }
}

/** The row of an item; its digest is the one that its branch is named after. */
export function rowOfItem(item: MergeRequestItem, state: 'queued' | 'opening', who: string) {
  return { ...item, artefactHash: hashFiles(item.project, item.kind, item.files), state, who }
}

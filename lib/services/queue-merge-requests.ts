// Notes which previewed merge requests were confirmed, before the worker takes them, so that they are seen at once.
import type { MergeRequestItem } from '@/lib/core/render/merge-request-row'
import { updateMergeRequest, upsertMergeRequest } from '@/lib/db/merge-request-repository'
import { AppError } from '@/lib/errors'
import { hashFiles } from './merge-request-hash'
import { findPreviewed } from './merge-request-preview'

/** Fails with `stale` when nobody saw such a preview within a day. `chosen` are `kind:project`. */
export async function queueMergeRequests(hash: string, chosen: string[], who: string): Promise<void> {
  const previewed = await findPreviewed(hash)
  if (!previewed) throw new AppError('stale')
  for (const item of previewed.items) {
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

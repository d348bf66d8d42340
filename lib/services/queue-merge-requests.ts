// Notes which previewed merge requests were confirmed, before the worker takes them, so that they are seen at once.

import { openTimes } from '@/lib/core/render/merge-request-rings'
import type { MergeRequestItem } from '@/lib/core/render/merge-request-row'
import { updateMergeRequest, upsertMergeRequest } from '@/lib/db/merge-request-repository'
import { AppError } from '@/lib/errors'
import { hashFiles } from './merge-request-hash'
import { findPreviewed } from './merge-request-preview'

export type Rings = {
  /** `kind:project`, ring by ring. The first begins now, each later one when all before it were merged. */
  rings: readonly (readonly string[])[]
  /** How many of a ring are opened in an hour; null: all at once. */
  perHour: number | null
}

const tryAgain = ['refused', 'failed', 'invalid', 'queued']
const settled = ['open', 'merged', 'closed']

/** Fails with `stale` when nobody saw such a preview within a day. */
export async function queueMergeRequests(hash: string, { rings, perHour }: Rings, who: string): Promise<void> {
  const previewed = await findPreviewed(hash)
  if (!previewed) throw new AppError('stale')
  for (const [index, chosen] of rings.entries()) {
    const items = previewed.items.filter((item) => chosen.includes(`${item.kind}:${item.project}`))
    const times = index === 0 ? openTimes(items.length, new Date(), perHour) : []
    for (const [at, item] of items.entries()) {
      const row = await upsertMergeRequest(rowOfItem(item, 'queued', who))
      const openAfter = times[at]?.toISOString() ?? null
      const place = settled.includes(row.state) ? { openAfter } : { batch: hash, ring: index + 1, perHour, openAfter }
      if (tryAgain.includes(row.state)) await updateMergeRequest(row.id, { ...place, state: 'queued', message: null })
      else await updateMergeRequest(row.id, place)
    }
  }
}

/** The row of an item; its digest is the one that its branch is named after. */
export function rowOfItem(item: MergeRequestItem, state: 'queued' | 'opening', who: string) {
  return { ...item, artefactHash: hashFiles(item.project, item.kind, item.files), state, who }
}

// The preview that was made for a request; null while it is being made.
import type { MergeRequestPlan } from '@/lib/core/render/merge-request-row'
import { findFact } from '@/lib/db/fact-repository'
import { previewFact } from './queue-merge-requests'

export type MergeRequestPreview = { plan: MergeRequestPlan; problem: string | null }

export async function findMergeRequestPreview(request: string): Promise<MergeRequestPreview | null> {
  const found = await findFact<MergeRequestPreview & { request: string }>(previewFact)
  return found?.data.request === request ? { plan: found.data.plan, problem: found.data.problem } : null
}

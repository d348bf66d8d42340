// Previews of merge requests, kept for a day: each under the request that asked for it, found again by what was previewed.
import type { MergeRequestPlan } from '@/lib/core/render/merge-request-row'
import { deleteFactsBefore, findFact, findFacts, saveFact } from '@/lib/db/fact-repository'

export type MergeRequestPreview = { plan: MergeRequestPlan; problem: string | null }

const prefix = 'merge_request_preview '
const day = 24 * 3600 * 1000

/** Several people may look at once, so one preview never takes the place of another. */
export async function savePreview(request: string, preview: MergeRequestPreview): Promise<void> {
  await saveFact(`${prefix}${request}`, preview)
  await deleteFactsBefore(prefix, new Date(Date.now() - day))
}

/** Null while it is being made. */
export async function findPreview(request: string): Promise<MergeRequestPreview | null> {
  return (await findFact<MergeRequestPreview>(`${prefix}${request}`))?.data ?? null
}

/** The plan that somebody saw under this hash; null when nobody did, or longer ago than a day. */
export async function findPreviewed(hash: string): Promise<MergeRequestPlan | null> {
  const previews = await findFacts<MergeRequestPreview>(prefix)
  return previews.find(({ plan, problem }) => problem === null && plan.hash === hash)?.plan ?? null
}

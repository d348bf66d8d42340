// Makes the preview and keeps it, since only what was previewed may be opened.
import { saveFact } from '@/lib/db/fact-repository'
import { AppError, messages } from '@/lib/errors'
import { planMergeRequests } from './plan-merge-requests'
import { previewFact } from './queue-merge-requests'

/** `request` tells whose preview this is, so that the one who waits for it knows it. A failure is kept too. */
export async function previewMergeRequests(request: string): Promise<void> {
  try {
    const { plan } = await planMergeRequests()
    await saveFact(previewFact, { request, plan, problem: null })
  } catch (error) {
    await saveFact(previewFact, {
      request,
      plan: { hash: '', items: [] },
      problem: error instanceof AppError ? error.message : messages.unexpected,
    })
    if (!(error instanceof AppError)) throw error
  }
}

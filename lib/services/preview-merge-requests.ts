// Makes the preview and keeps it, since only what was previewed may be opened.
import { AppError, messages } from '@/lib/errors'
import { savePreview } from './merge-request-preview'
import { planMergeRequests } from './plan-merge-requests'

/** `request` tells whose preview this is, so that the one who waits for it knows it. A failure is kept too. */
export async function previewMergeRequests(request: string): Promise<void> {
  try {
    const { plan } = await planMergeRequests()
    await savePreview(request, { plan, problem: null })
  } catch (error) {
    const problem = error instanceof AppError ? [error.message, ...error.problems].join(' ') : messages.unexpected
    await savePreview(request, { plan: { hash: '', items: [] }, problem })
    if (!(error instanceof AppError)) throw error
  }
}

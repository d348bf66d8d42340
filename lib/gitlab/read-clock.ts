// GitLab's clock against ours, by the Date header that comes with an answer.
import type { GitlabSettings } from '@/lib/env'
import { GitlabError } from './gitlab-error'
import { makeTransport } from './transport'

/**
 * GitLab's clock minus ours in seconds, from a request for `/metadata`; null without a token or where GitLab does not answer.
 * A proxy before GitLab may be the one that writes the header (RFC 9110 §6.6.1). Whole seconds, so half a second is added.
 */
export async function readClockSkew(settings: GitlabSettings): Promise<number | null> {
  const { scanToken } = settings
  if (!scanToken) return null
  try {
    const before = Date.now()
    const answer = await makeTransport(
      settings,
      () => scanToken.reveal(),
      undefined,
      5000,
    )({ method: 'GET', path: 'v4/metadata' })
    const between = (before + Date.now()) / 2
    const told = Date.parse(answer.headers.get('date') ?? '')
    return Number.isNaN(told) ? null : Math.round((told + 500 - between) / 1000)
  } catch (error) {
    if (error instanceof GitlabError) return null
    throw error
  }
}

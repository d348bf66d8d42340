// What every step of a scan shares: the client, the kept pieces, and how a failure becomes a gap.
import type { Gap, GapReason } from '@/lib/core/inventory/estate'
import type { ScanItems } from '@/lib/db/scan-repository'
import type { GitlabClient } from '@/lib/gitlab/gitlab-client'
import { GitlabError } from '@/lib/gitlab/gitlab-error'

export type ScanReading = { items: ScanItems; client: GitlabClient }

/** Wrong address, refused token, no connection: going on would only repeat it for every project, so these end the scan. */
const ends: readonly string[] = [
  'gitlab_unauthorized',
  'gitlab_wrong_url',
  'gitlab_not_json',
  'gitlab_redirect',
  'gitlab_tls',
  'gitlab_unreachable',
]

function reasonOf(error: GitlabError): GapReason {
  if (error.code === 'gitlab_forbidden') return 'forbidden'
  if (error.code === 'gitlab_not_found') return 'not_found'
  if (error.code === 'gitlab_timeout') return 'timeout'
  if (error.code === 'gitlab_rate_limited') return 'rate_limited'
  return 'failed'
}

/** The result, or the gap that stands for it. Errors that are not GitLab's, or that concern the whole connection, are thrown. */
export async function readOrGap<T>(
  gap: Omit<Gap, 'reason'>,
  read: () => Promise<T>,
): Promise<{ value: T; gap: null } | { value: null; gap: Gap }> {
  try {
    return { value: await read(), gap: null }
  } catch (error) {
    if (!(error instanceof GitlabError) || ends.includes(error.code)) throw error
    return { value: null, gap: { ...gap, reason: reasonOf(error) } }
  }
}

/** Did GitLab give up on a query that was too much for its 30 seconds? */
export function wasTooMuch(error: unknown): boolean {
  return error instanceof GitlabError && (error.status === 503 || error.code === 'gitlab_timeout')
}

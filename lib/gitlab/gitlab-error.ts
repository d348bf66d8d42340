// What went wrong with GitLab, as a code of ours. Upstream text, requests and headers are never attached: they can hold a token or a value.
import { AppError, type ErrorCode } from '@/lib/errors'

export type GitlabErrorCode = Extract<ErrorCode, `gitlab_${string}`>

export class GitlabError extends AppError {
  readonly status: number | null
  /** GitLab's own message, for matching against known texts inside the adapter only. Not enumerable, never shown. */
  readonly #said: string

  constructor(code: GitlabErrorCode, status: number | null = null, said = '') {
    super(code)
    this.name = 'GitlabError'
    this.status = status
    this.#said = said
  }

  says(pattern: RegExp): boolean {
    return pattern.test(this.#said)
  }
}

/** HTTP status of a refusal → code. */
export function codeOfStatus(status: number): GitlabErrorCode {
  if (status === 401) return 'gitlab_unauthorized'
  if (status === 403) return 'gitlab_forbidden'
  if (status === 404) return 'gitlab_not_found'
  if (status === 409) return 'gitlab_conflict'
  if (status === 429) return 'gitlab_rate_limited'
  if (status >= 500) return 'gitlab_failed'
  return 'gitlab_rejected'
}

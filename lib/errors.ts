// Errors that people see: a code, and one table that turns codes into words. Upstream texts are never part of them.

export const messages = {
  not_signed_in: 'You are not signed in. Open the sign-in link that `npm start` printed.',
  not_allowed: 'Your role does not allow this. Ask an administrator of this Cutover for it.',
  cross_site: 'The request came from another site and was refused.',
  invalid_input: 'The input is not valid.',
  too_large: 'The input has more than the 2,000,000 characters that Cutover accepts at once. Send less.',
  stale: 'Somebody changed this since you opened it. Nothing was saved: reload, look, and try again.',
  not_found: 'This does not exist, or no longer.',
  nothing_to_undo: 'There is no change left to undo.',
  no_scan: 'There is no finished scan yet. Start one on the Inventory page.',
  gitlab_not_configured: 'No GitLab is configured. Set GITLAB_URL and GITLAB_TOKEN and start Cutover again.',
  gitlab_wrong_url:
    'The address does not answer as GitLab does. Check GITLAB_URL: it is the address of the start page, without /api/v4.',
  gitlab_not_json:
    'GitLab’s address answered with a web page instead of data. A proxy or a sign-in page may stand before it.',
  gitlab_unauthorized:
    'GitLab refused the token. It may be wrong, revoked or expired: make a new one and start Cutover again.',
  gitlab_forbidden: 'GitLab does not allow this token to do it. Check its scopes and the role of its user.',
  gitlab_not_found: 'GitLab does not show this to the token, or it does not exist.',
  gitlab_conflict: 'GitLab says that this exists already.',
  gitlab_rejected: 'GitLab did not accept the request.',
  gitlab_rate_limited: 'GitLab asked to slow down, longer than Cutover waits. Try again later.',
  gitlab_redirect:
    'GitLab’s address redirects to another host. The token was not sent there. Set GITLAB_URL to the final address.',
  gitlab_tls:
    'The TLS certificate of GitLab’s address is not trusted. Set GITLAB_CA_FILE to the certificate authority’s file.',
  gitlab_unreachable: 'GitLab’s address cannot be reached. Check GITLAB_URL and the network.',
  gitlab_timeout: 'GitLab did not answer in time.',
  gitlab_failed: 'GitLab answered with an error of its own. Try again later.',
  gitlab_no_write_token:
    'No write token is configured, so no merge request can be opened. Set GITLAB_WRITE_TOKEN and start Cutover again.',
  vault_not_configured: 'The connection to Vault is not set up as it must be.',
  webhook_not_configured: 'The web hook for reminders is not set up as it must be.',
  worker_busy: 'The worker did not get to it in time. It may be busy with a scan: try again in a moment.',
  database_unavailable: 'The database cannot be reached.',
  unexpected: 'Something went wrong in Cutover. The log has the details.',
} as const

export type ErrorCode = keyof typeof messages

export class AppError extends Error {
  readonly code: ErrorCode
  /** More in plain English, from our own words only. */
  readonly problems: string[]

  constructor(code: ErrorCode, problems: string[] = []) {
    super(messages[code])
    this.name = 'AppError'
    this.code = code
    this.problems = problems
  }
}

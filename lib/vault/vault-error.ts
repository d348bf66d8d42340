// What went wrong with Vault or OpenBao, as a code. The upstream text is looked at once and never kept or shown.
import type { VaultUnknown } from '@/lib/core/trust/vault-reading'

/** Failures of the whole server or of the login: nothing else can be asked then. */
const ofTheServer = new Set<VaultUnknown>([
  'not_connected',
  'unreachable',
  'tls_failed',
  'redirected',
  'not_a_vault',
  'sealed',
  'not_initialized',
  'login_refused',
  'token_refused',
  'namespace_unknown',
])

export class VaultError extends Error {
  constructor(
    readonly code: VaultUnknown,
    readonly status: number | null = null,
  ) {
    super(`Vault: ${code}`)
    this.name = 'VaultError'
  }

  /** Does it hold for everything that could be asked, or for this one path only? */
  get ofTheServer(): boolean {
    return ofTheServer.has(this.code)
  }
}

/**
 * Takes the status and the parsed body of a refusal (undefined where it was no JSON) and gives the code.
 * OpenBao and Vault answer `{"errors": [text, …]}`; the texts that tell two refusals of one status apart are in OpenBao
 * `internal/http` and `vault/request_handling.go`: a token that is not valid is refused by the plain `permission denied`
 * (Vault from 1.17: also `invalid token`), a policy's refusal comes wrapped as `1 error occurred: …`.
 */
export function codeOfRefusal(status: number, body: unknown): VaultUnknown {
  const errors = errorsOf(body)
  if (errors === null && status !== 429 && status < 500) return 'not_a_vault'
  if (errors?.some((text) => text === 'namespace not found')) return 'namespace_unknown'
  if (status === 401) return 'token_refused'
  if (status === 403)
    return errors?.some((text) => text === 'permission denied' || /\binvalid token\b/.test(text))
      ? 'token_refused'
      : 'permission_denied'
  if (status === 429) return 'rate_limited'
  if (status === 501) return 'not_initialized'
  if (status === 503 && errors?.some((text) => /\bsealed\b/i.test(text))) return 'sealed'
  return 'server_error'
}

/**
 * Is this 404 the server's word that nothing is there? `errors` is then empty, or the route does not exist, or a version of
 * KV v2 was deleted, which comes with its metadata. Any other 404 (a path that this version does not know) tells nothing.
 */
export function saysAbsent(body: unknown): boolean {
  const errors = errorsOf(body)
  if (errors !== null) return errors.length === 0 || errors.every((text) => text.startsWith('no handler for route'))
  if (typeof body !== 'object' || body === null || !('data' in body)) return false
  const { data } = body
  return typeof data === 'object' && data !== null && 'metadata' in data
}

function errorsOf(body: unknown): string[] | null {
  if (typeof body !== 'object' || body === null || !('errors' in body) || !Array.isArray(body.errors)) return null
  return body.errors.map(String)
}

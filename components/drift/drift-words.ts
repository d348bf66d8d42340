// Plain words for states, codes and reasons of the comparison with live servers.
import type { DriftItem, DriftKind, DriftStatus, DriftValue } from '@/lib/core/render/drift-item'
import type { Tint } from '../ui/tag'

export const statusWords: Record<DriftStatus, { name: string; tint: Tint }> = {
  differs: { name: 'Differs', tint: 'red' },
  missing: { name: 'Missing', tint: 'amber' },
  unplanned: { name: 'Not planned', tint: 'blue' },
  unknown: { name: 'Unknown', tint: 'plain' },
  same: { name: 'As planned', tint: 'green' },
}

export const kindWords: Record<DriftKind, { one: string; many: string }> = {
  auth: { one: 'auth method', many: 'Auth methods' },
  role: { one: 'role', many: 'Roles' },
  policy: { one: 'policy', many: 'Policies' },
  mount: { one: 'mount', many: 'Mounts' },
  path: { one: 'path', many: 'Paths' },
}

const codes: Record<string, string> = {
  project_renamed: 'Renamed',
  project_transferred: 'Transferred',
  project_archived: 'Archived',
  project_gone: 'Gone',
  branch_unprotected: 'Branch not protected',
  tag_unprotected: 'Tag not protected',
  environment_unprotected: 'Environment not protected',
  environment_gone: 'Environment gone',
  merge_request_passes: 'Merge requests get in',
  environment_action_not_bound: 'Any action gets in',
  environment_missing_in_job: 'Job has no environment',
  audience_only: 'Only an audience',
  project_not_bound: 'No project bound',
  glob_on_path: 'Glob on a path',
  issuer_not_bound: 'Issuer not bound',
  default_role: 'Default role',
  template_not_fixed_by_user_claim: 'Template others can steer',
  template_never_filled: 'Template never filled',
  template_value_with_slash: 'Template with a slash',
  ttl_shorter_than_lease: 'Token ends before lease',
  unbounded_clients: 'A client for each job',
  clients_by_person: 'A client for each person',
  audit_without_person: 'Audit log without person',
  not_a_text: 'No text',
  path_read_by_merge_request: 'Merge requests read it too',
  redirected_login: 'Login can be redirected',
  vault_variable_above: 'VAULT_* set above',
}

export function codeWords(code: string): string {
  return codes[code] ?? code.replaceAll('_', ' ')
}

const whys: Record<string, string> = {
  not_connected: 'no connection is set up',
  unreachable: 'the server does not answer',
  tls_failed: 'its certificate is not trusted',
  redirected: 'it answers with a redirect, which is not followed',
  not_a_vault: 'what answers is neither Vault nor OpenBao',
  sealed: 'the server is sealed',
  not_initialized: 'the server is not initialized',
  login_refused: 'the login was refused',
  token_refused: 'the token was refused',
  permission_denied: 'the token may not read it',
  namespace_unknown: 'the namespace is not there',
  rate_limited: 'the server asked to slow down',
  server_error: 'the server failed',
  not_read_yet: 'it is planned for less long than the last reading is old',
  not_understood: 'it is written in a way that Cutover does not understand',
}

export function whyWords(why: string | null): string {
  return why === null ? 'it was not read' : (whys[why] ?? why)
}

/** Why one thing is unknown, and how it last was. */
export function unknownText(item: Pick<DriftItem, 'why' | 'last'>): string {
  const last = item.last === null ? '' : ` When it was last read: ${statusWords[item.last].name.toLowerCase()}.`
  return `Unknown: ${whyWords(item.why)}.${last}`
}

/**
 * A value as one line: a text as it is, a list by commas, seconds with their unit, an object by semicolons; `none` for what is
 * not there. In a bound claim a boolean or a number is said to be one, since the text of the same letters is another value.
 */
export function valueText(value: DriftValue, field: string | null = null): string {
  if (value === null) return 'none'
  if (typeof value === 'string') return value === '' ? '(empty)' : value
  if (typeof value === 'boolean' || typeof value === 'number') {
    if (field?.startsWith('bound_claims.')) return `${value} (a ${typeof value}, not a text)`
    return /_(ttl|period|leeway)$/.test(field ?? '') ? `${value} s` : String(value)
  }
  if (Array.isArray(value)) return value.length === 0 ? '(empty)' : value.map((item) => innerText(item)).join(', ')
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${listText(inner)}`)
    .join('; ')
}

/** Lists of texts by commas; anything else as JSON. */
const listText = (value: DriftValue): string =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value.join(', ') : innerText(value)

const innerText = (value: DriftValue): string => (typeof value === 'string' ? value : JSON.stringify(value))

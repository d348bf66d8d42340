// The configuration of the auth method against what the plan needs of it.
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { JsonObject } from '@/lib/core/trust/decode-field'
import { accessFiles, lineOfKey } from './access-files'
import { bodyOf } from './access-mounts'
import { hasAuthConfig, renderAuthConfig } from './auth-config'
import { type FieldRule, fieldValue, sameValue } from './drift-fields'
import { type DriftValue, type FieldDrift, plainValue } from './drift-item'

const fields: Record<string, FieldRule> = {
  oidc_discovery_url: { form: 'text', usual: '' },
  jwks_url: { form: 'text', usual: '' },
  jwt_validation_pubkeys: { form: 'set', usual: [] },
  bound_issuer: { form: 'text', usual: '' },
  jwt_supported_algs: { form: 'set', usual: [] },
  default_role: { form: 'lower', usual: '' },
  oidc_client_id: { form: 'text', usual: '' },
}

/**
 * Takes a vault and what its server gives back; gives what differs. A configuration of ours is compared with what is
 * rendered; of one with static keys, which are public, only whether there are any. Of one that others share only what
 * decides whether our jobs get in: the issuer, RS256 among the algorithms, no client id and no default role (the checklist
 * says why). Sources: OpenBao `builtin/credential/jwt/path_config.go`, `path_login.go`.
 */
export function authDrift(
  vault: VaultDeclaration,
  live: JsonObject,
  { gitlabUrl, vaults }: { gitlabUrl: string; vaults: number },
): FieldDrift[] {
  const planned = plannedAuth(vault, gitlabUrl)
  const file = hasAuthConfig(vault)
    ? { name: accessFiles(vault, vaults).auth, text: renderAuthConfig(vault, gitlabUrl) }
    : null
  return Object.entries(fields).flatMap(([field, rule]): FieldDrift[] => {
    const [want, got] = [fieldValue(planned, field, rule), fieldValue(live, field, rule)]
    if (sameValue(want, got) || isAllowed(vault, field, got)) return []
    const shown = field === 'jwt_validation_pubkeys' ? keyCounts(vault, got) : { want, got }
    return [{ field, ...shown, at: file && { file: file.name, line: lineOfKey(file.text, field) } }]
  })
}

/** The body that is wanted, also where it is not ours to write. */
function plannedAuth(vault: VaultDeclaration, gitlabUrl: string): JsonObject {
  const body = bodyOf(renderAuthConfig({ ...vault, owned: true, keys: 'discovery' }, gitlabUrl))
  return vault.keys === 'static' ? { ...body, oidc_discovery_url: '' } : body
}

function isAllowed(vault: VaultDeclaration, field: string, got: DriftValue): boolean {
  const some = Array.isArray(got) && got.length > 0
  if (field === 'jwt_validation_pubkeys' && vault.keys === 'static') return some
  if (vault.owned) return false
  if (field === 'oidc_discovery_url' || field === 'jwks_url') return true
  return field === 'jwt_supported_algs' && (!some || (Array.isArray(got) && got.includes('RS256')))
}

function keyCounts(vault: VaultDeclaration, got: DriftValue): { want: DriftValue; got: DriftValue } {
  const count = Array.isArray(got) ? got.length : 0
  return {
    want: vault.keys === 'static' ? 'one key or more' : 'no key',
    got: `${count} ${count === 1 ? 'key' : 'keys'}`,
  }
}

/** What is wanted of a configuration that is not there at all. */
export function authWanted(vault: VaultDeclaration, gitlabUrl: string): DriftValue {
  return plainValue(plannedAuth(vault, gitlabUrl))
}

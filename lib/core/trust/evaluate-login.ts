// Does a login with this token get in, and if not, why not: all reasons, and every text that Vault may print.
import { aliasMetadataErrors } from './alias-metadata'
import { type Claims, getClaim } from './bound-claims'
import { holdsAddress, storedCidrError } from './cidr'
import type { WrittenConfig } from './evaluate-config-write'
import { relativePath, systemTtl, type WrittenRole } from './evaluate-role-write'
import type { Flavour } from './flavour'
import { goLower, goQuote } from './go-format'
import { claimReasons, type LoginReason, userOf } from './login-reasons'
import { templatedPolicies } from './templated-policies'
import { sanitizePolicies } from './write-body'

export type Login = {
  /** As it was written; null where no configuration was, or was refused. */
  config: WrittenConfig | null
  /** Roles by lower-case name. */
  roles: ReadonlyMap<string, WrittenRole>
  /** The role that the job asks for; empty: the default role. */
  roleName: string
  claims: Claims
  /** Unix seconds. */
  now: number
  /** Address that the server sees. */
  source: string
  flavour: Flavour
  /** Of the signature. GitLab signs with RS256. */
  algorithm?: string
  /** What is sent: a signed token, nothing, a text that is no token, or a token by a key that the mount does not know. */
  sent?: 'token' | 'nothing' | 'no_token' | 'unknown_key'
  /** Somebody has disabled the entity that the token stands for. */
  entityDisabled?: boolean
}

export type Token = {
  policies: string[]
  ttl: number
  type: 'service' | 'batch'
  numUses: number
  renewable: boolean
  alias: string
  metadata: Record<string, string>
  /** Of a token of the mount `jwt`. */
  displayName: string
}

export type LoginVerdict =
  | { allowed: true; status: 200; reported: []; failing: []; token: Token }
  | { allowed: false; status: number; reported: string[]; failing: LoginReason[]; token: null }

/**
 * Source: OpenBao v2.4.0 `builtin/credential/jwt/path_login.go` (pathLogin), `vault/request_handling.go`
 * (handleLoginRequest, LoginCreateToken), HashiCorp `vault-plugin-auth-jwt` v0.25.0, hashicorp/cap `jwt/jwt.go`.
 */
export function evaluateLogin(login: Login): LoginVerdict {
  const { config, flavour, claims } = login
  if (config === null) return refuse(400, 'not_configured', 'could not load configuration')
  const name = goLower(login.roleName) || config.defaultRole
  if (name === '') return refuse(400, 'role_missing', 'missing role')
  if (name.includes('..')) return refuse(400, 'role_name', relativePath)
  const role = login.roles.get(name)
  if (!role) return refuse(400, 'role_unknown', `role ${goQuote(name)} could not be found`)
  const unreadable = storedCidrError(role.boundCidrs)
  if (unreadable !== null) return refuse(500, 'role_unreadable', unreadable)
  if (role.type === 'oidc') return refuse(400, 'role_type', 'role with oidc role_type is not allowed')
  if (login.sent === 'nothing') return refuse(400, 'token_missing', 'missing token')
  const failing: LoginReason[] = []
  if (!holdsAddress(role.boundCidrs, login.source)) failing.push(plain('address', 'permission denied', login.source))
  const signature = signatureError(login.sent ?? 'token', config)
  if (signature !== null) failing.push(plain('signature', `error validating token: ${signature}`))
  else {
    const input = { config, role, claims, flavour, now: login.now, algorithm: login.algorithm ?? 'RS256' }
    for (const reason of claimReasons(input)) failing.push(reason)
  }
  if (failing.length > 0) return refusal(failing[0]?.code === 'address' ? 403 : 400, failing)
  return grant(name, role, login)
}

/** With keys of its own the mount leaves out who says that a token is malformed. */
function signatureError(sent: NonNullable<Login['sent']>, { keySource }: WrittenConfig): string | null {
  const fetched = keySource === 'fetched'
  const verifying = 'error verifying token signature'
  if (sent === 'no_token') {
    const parts = 'go-jose/go-jose: compact JWS format must have three parts'
    return `${verifying}: ${fetched ? 'oidc: malformed jwt: ' : ''}${parts}`
  }
  if (sent !== 'unknown_key') return null
  const why = fetched
    ? 'failed to verify id token signature'
    : 'no known key successfully validated the token signature'
  return `${verifying}: ${why}`
}

function plain(code: string, text: string, got: string | null = null): LoginReason {
  return { code, claim: null, want: null, got, text, stage: code }
}

function refuse(status: number, code: string, text: string): LoginVerdict {
  return refusal(status, [plain(code, text)])
}

/** Vault prints one text of the first stage that fails; status 0: it panics, and the connection closes without an answer. */
function refusal(status: number, failing: LoginReason[]): LoginVerdict {
  const stage = failing[0]?.stage
  const reported: string[] = []
  for (const { stage: of, panics, text } of failing) {
    if (of === stage && !panics && !reported.includes(text)) reported.push(text)
  }
  return { allowed: false, status: reported.length > 0 ? status : 0, reported, failing, token: null }
}

function grant(name: string, role: WrittenRole, { claims, flavour, entityDisabled }: Login): LoginVerdict {
  const alias = userOf(role, claims, flavour)
  const templated = role.templatesPolicies ? templatedPolicies(role.policies, claims) : { policies: role.policies }
  if ('error' in templated) return refuse(500, 'policy_template', templated.error)
  if (typeof alias !== 'string' || alias === '') return refuse(500, 'alias_empty', 'missing name in alias')
  const metadata = metadataOf(name, role, claims)
  const badMetadata = aliasMetadataErrors(metadata)
  if (badMetadata.length > 0)
    return refusal(
      500,
      badMetadata.map((text) => plain('alias_metadata', text)),
    )
  if (entityDisabled) return refuse(403, 'entity_disabled', 'permission denied')
  const policies = sanitizePolicies(templated.policies, !role.noDefaultPolicy)
  if (policies.includes('root')) return refuse(400, 'root_policy', 'auth methods cannot create root tokens')
  const reserved = policies.find((policy) => flavour.ownPolicies.includes(policy))
  if (reserved !== undefined) return refuse(400, 'reserved_policy', `cannot assign policy ${goQuote(reserved)}`)
  const type = role.tokenType === 'batch' ? 'batch' : 'service'
  const token: Token = {
    policies,
    ttl: ttlOf(role),
    type,
    numUses: role.numUses,
    renewable: type === 'service',
    alias,
    metadata,
    displayName: alias.endsWith('-') ? `jwt-${alias.slice(0, -1)}` : `jwt-${alias}`,
  }
  return { allowed: true, status: 200, reported: [], failing: [], token }
}

function metadataOf(name: string, role: WrittenRole, claims: Claims): Record<string, string> {
  const metadata: Record<string, string> = {}
  for (const [source, target] of role.claimMappings) {
    const value = getClaim(claims, source)
    if (typeof value === 'string') metadata[target] = value
  }
  metadata.role = name
  return metadata
}

/** Source: `sdk/framework/lease.go` (CalculateTTL). */
export function ttlOf(role: WrittenRole): number {
  const most = Math.min(systemTtl, role.maxTtl > 0 ? role.maxTtl : systemTtl)
  const asked = Math.min(role.period || role.ttl || systemTtl, most)
  return role.explicitMaxTtl > 0 ? Math.min(asked, role.explicitMaxTtl) : asked
}

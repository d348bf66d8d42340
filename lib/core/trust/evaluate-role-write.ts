// Would Vault accept this role of a JWT auth mount, and as what does it store it?
import type { BoundClaims, BoundClaimsType } from './bound-claims'
import { type Cidr, cidrError, parseCidr } from './cidr'
import type { FieldType, JsonObject } from './decode-field'
import type { Flavour } from './flavour'
import { goDuration, goQuote } from './go-format'
import { boundClaimErrors, mappingErrors } from './role-claim-errors'
import { fieldErrors, refused, sanitizePolicies, WriteBody, type WriteVerdict } from './write-body'

export type WrittenRole = {
  type: 'jwt' | 'oidc'
  userClaim: string
  userClaimJsonPointer: boolean
  boundAudiences: string[]
  boundSubject: string
  boundClaimsType: BoundClaimsType
  boundClaims: BoundClaims
  claimMappings: Map<string, string>
  groupsClaim: string
  /** Seconds as stored: 0 stands for the default. */
  clockSkewLeeway: number
  expirationLeeway: number
  notBeforeLeeway: number
  boundCidrs: Cidr[]
  policies: string[]
  noDefaultPolicy: boolean
  ttl: number
  maxTtl: number
  explicitMaxTtl: number
  period: number
  numUses: number
  tokenType: 'default' | 'service' | 'batch'
  templatesPolicies: boolean
}

/** Of a mount that was not tuned, on a server that was not either: 768 hours. */
export const systemTtl = 2_764_800

const common: Record<string, FieldType> = {
  role_type: 'string',
  policies: 'list',
  num_uses: 'int',
  ttl: 'duration',
  max_ttl: 'duration',
  period: 'duration',
  bound_cidrs: 'list',
  expiration_leeway: 'signed',
  not_before_leeway: 'signed',
  clock_skew_leeway: 'signed',
  bound_subject: 'string',
  bound_audiences: 'list',
  bound_claims_type: 'string',
  bound_claims: 'map',
  claim_mappings: 'pairs',
  user_claim: 'string',
  user_claim_json_pointer: 'bool',
  groups_claim: 'string',
  oidc_scopes: 'list',
  allowed_redirect_uris: 'list',
  verbose_oidc_logging: 'bool',
  max_age: 'duration',
  token_bound_cidrs: 'list',
  token_explicit_max_ttl: 'duration',
  token_max_ttl: 'duration',
  token_no_default_policy: 'bool',
  token_period: 'duration',
  token_policies: 'list',
  token_type: 'string',
  token_ttl: 'duration',
  token_num_uses: 'int',
}
const ofOpenbao: Record<string, FieldType> = {
  ...common,
  oauth2_metadata: 'list',
  callback_mode: 'string',
  poll_interval: 'int',
  token_policies_template_claims: 'bool',
  token_strictly_bind_ip: 'bool',
}

/**
 * Takes the body of a first write to `auth/<mount>/role/<name>`. Source: OpenBao v2.4.0
 * `builtin/credential/jwt/path_role.go` (pathRoleCreateUpdate), `sdk/helper/tokenutil/tokenutil.go` (ParseTokenFields,
 * UpgradeValue), HashiCorp `vault-plugin-auth-jwt` v0.25.0.
 */
export function evaluateRoleWrite(role: JsonObject, name: string, flavour: Flavour): WriteVerdict<WrittenRole> {
  const badName = roleNameError(name)
  if (badName !== null) return refused(badName)
  const fields = flavour.openbaoRoleFields ? ofOpenbao : common
  // The name of the address takes the place of a field of that name, before fields are checked.
  const { name: _, ...rest } = role
  const invalid = fieldErrors(rest, fields, flavour)
  if (invalid.length > 0) return refused(...invalid)
  if (name.includes('..')) return refused(relativePath)
  const body = new WriteBody(role, flavour)
  const type = body.string('role_type') || 'oidc'
  if (type !== 'jwt' && type !== 'oidc') return refused(`invalid 'role_type': ${type}`)
  const token = tokenFields(body, flavour)
  if ('error' in token) return refused(token.error)
  return handle(body, type, token, flavour)
}

function handle(
  body: WriteBody,
  type: 'jwt' | 'oidc',
  token: TokenFields,
  flavour: Flavour,
): WriteVerdict<WrittenRole> {
  const boundClaimsType = body.has('bound_claims_type') ? body.string('bound_claims_type') : 'string'
  if (boundClaimsType !== 'string' && boundClaimsType !== 'glob') {
    return refused(`invalid 'bound_claims_type': ${boundClaimsType}`)
  }
  const boundClaims = body.map('bound_claims') ?? {}
  const badClaims = boundClaimsType === 'glob' ? boundClaimErrors(boundClaims) : []
  if (badClaims.length > 0) return refused(...badClaims)
  const claimMappings = body.pairs('claim_mappings') ?? new Map<string, string>()
  const badMappings = mappingErrors(claimMappings)
  if (badMappings.length > 0) return refused(...badMappings)
  const written: WrittenRole = {
    ...token,
    type,
    userClaim: body.string('user_claim') ?? '',
    userClaimJsonPointer: body.bool('user_claim_json_pointer'),
    boundAudiences: body.list('bound_audiences') ?? [],
    boundSubject: body.string('bound_subject') ?? '',
    boundClaimsType,
    boundClaims,
    claimMappings,
    groupsClaim: body.string('groups_claim') ?? '',
    clockSkewLeeway: body.seconds('clock_skew_leeway') ?? 0,
    expirationLeeway: body.seconds('expiration_leeway') ?? 0,
    notBeforeLeeway: body.seconds('not_before_leeway') ?? 0,
    templatesPolicies: flavour.openbaoRoleFields && body.bool('token_policies_template_claims'),
  }
  const error = finalError(body, written, flavour)
  return error === null ? { allowed: true, errors: [], written } : refused(error)
}

function finalError(body: WriteBody, role: WrittenRole, flavour: Flavour): string | null {
  if (flavour.openbaoRoleFields) {
    const unknown = body.list('oauth2_metadata')?.find((name) => !/^(id|refresh|access)_token$/.test(name))
    if (unknown !== undefined) return `Unrecognized oauth2 metadata name ${unknown}`
  }
  if (role.userClaim === '') return 'a user claim must be defined on the role'
  if (flavour.openbaoRoleFields && body.has('callback_mode')) {
    const mode = body.string('callback_mode') ?? ''
    if (!['device', 'direct', 'client'].includes(mode)) return `invalid 'callback_mode': ${mode}`
  }
  if (role.type === 'oidc' && (body.list('allowed_redirect_uris') ?? []).length === 0) {
    return "'allowed_redirect_uris' must be set if 'role_type' is 'oidc' or unspecified."
  }
  const bound = [role.boundAudiences, role.boundCidrs, role.boundSubject, Object.keys(role.boundClaims)]
  if (role.type === 'jwt' && bound.every((binding) => binding.length === 0)) {
    return 'must have at least one bound constraint when creating/updating a role'
  }
  if (role.maxTtl > 0 && role.ttl > role.maxTtl) return 'ttl should not be greater than max ttl'
  return null
}

/** Of any name with two dots in a row: it could lead out of the storage of the mount. */
export const relativePath = 'relative paths not supported'

/** The address of a role takes letters, digits, `_`, and inside of the name `-` and `.`. */
function roleNameError(name: string): string | null {
  if (/^\.{0,2}$|\/$/.test(name)) return "cannot write to a path ending in '/'"
  if (/^\w(?:[\w.-]+)?$/.test(name) && /\w$/.test(name)) return null
  return '1 error occurred:\n\t* unsupported path\n\n'
}

type TokenFields = Pick<
  WrittenRole,
  | 'boundCidrs'
  | 'policies'
  | 'noDefaultPolicy'
  | 'ttl'
  | 'maxTtl'
  | 'explicitMaxTtl'
  | 'period'
  | 'numUses'
  | 'tokenType'
>

/** The token fields in the order in which Vault looks at them; an old name counts where the new one is not given. */
function tokenFields(body: WriteBody, flavour: Flavour): TokenFields | { error: string } {
  const cidrs = addresses(body.list('token_bound_cidrs') ?? [])
  if ('error' in cidrs) return cidrs
  const period = body.seconds('token_period') ?? 0
  const type = body.string('token_type') ?? 'default'
  if (!['', 'default', 'service', 'batch'].includes(type)) {
    return { error: `invalid 'token_type' value ${goQuote(type)}` }
  }
  const tokenType = type === 'service' || type === 'batch' ? type : 'default'
  const uses = body.int('token_num_uses') ?? 0
  if (uses < 0) return { error: "'token_num_uses' cannot be negative" }
  if (tokenType === 'batch') {
    const batch = "'token_type' cannot be 'batch' or 'default_batch' when set to generate"
    if (period !== 0) return { error: `${batch} periodic tokens` }
    if (uses !== 0) return { error: `${batch} tokens with limited use count` }
  }
  const ttl = body.seconds('token_ttl') ?? 0
  const maxTtl = body.seconds('token_max_ttl') ?? 0
  if (ttl > 0 && maxTtl > 0 && ttl > maxTtl) {
    return { error: "'token_ttl' cannot be greater than 'token_max_ttl'" }
  }
  if (flavour.openbaoRoleFields && body.bool('token_strictly_bind_ip') && cidrs.cidrs.length > 0) {
    return { error: "'token_strictly_bind_ip' conflicts with 'token_bound_cidrs'; set only one" }
  }
  const oldCidrs = body.has('token_bound_cidrs') ? cidrs : addresses(body.list('bound_cidrs') ?? [])
  if ('error' in oldCidrs) return oldCidrs
  const fields = {
    boundCidrs: oldCidrs.cidrs,
    policies: body.list('token_policies') ?? sanitizePolicies(body.list('policies') ?? [], false),
    noDefaultPolicy: body.bool('token_no_default_policy'),
    ttl: body.seconds('token_ttl') ?? body.seconds('ttl') ?? 0,
    maxTtl: body.seconds('token_max_ttl') ?? body.seconds('max_ttl') ?? 0,
    explicitMaxTtl: body.seconds('token_explicit_max_ttl') ?? 0,
    period: body.seconds('token_period') ?? body.seconds('period') ?? 0,
    numUses: body.int('token_num_uses') ?? body.int('num_uses') ?? 0,
    tokenType,
  } satisfies TokenFields
  if (fields.period > systemTtl) {
    const [asked, most] = [fields.period, systemTtl].map((seconds) => goQuote(goDuration(seconds)))
    return { error: `'period' of '${asked}' is greater than the backend's maximum lease TTL of '${most}'` }
  }
  return fields
}

function addresses(texts: string[]): { cidrs: Cidr[] } | { error: string } {
  const cidrs: Cidr[] = []
  for (const text of texts) {
    const cidr = parseCidr(text)
    if (cidr === null) {
      return { error: `error parsing address ${goQuote(text)}: ${cidrError(text)}` }
    }
    cidrs.push(cidr)
  }
  return { cidrs }
}

// Where Vault and OpenBao, and their versions, decide or word things differently: as data.

export type Flavour = {
  product: 'openbao' | 'vault'
  version: string
  /** Error of a configuration that has no key source, or several. */
  oneKeySource: string
  /** `jwks_pairs` is a key source. */
  jwksPairs: boolean
  /** A discovery URL with `.well-known` in it has an error of its own. */
  refusesWellKnown: boolean
  /** `getClaim("aud")` makes a list of a single audience, so that a `claim_mappings` of `aud` always fails. */
  listsSingleAudience: boolean
  /** Whether the role must bind audiences for a token whose `aud` is one text. */
  singleAudience: 'must_be_bound' | 'must_be_bound_unless_empty' | 'need_not_be_bound'
  /** `callback_mode`, `oauth2_metadata`, `token_strictly_bind_ip` and policies templated from claims exist. */
  openbaoRoleFields: boolean
  /** Wording for values that cannot be converted: `mapstructure` of mitchellh (v1) or of go-viper (v2). */
  mapstructure: 'v1' | 'v2'
  /** What a policy may grant, beyond what all grant. */
  capabilities: readonly string[]
  /** Keys of a path block, beyond those that all know. */
  pathKeys: readonly string[]
  /** A value that matches is not put in for an identity template: its block is dropped. */
  templateRefuses: RegExp | null
  /** LIST without an exact rule tries the path with its final slash first. */
  listsWithSlashFirst: boolean
  /** The same key twice in one HCL object is an error. */
  refusesDuplicateKeys: boolean
  /** Policies of the server's own: nobody can write them, and no login gets them. `root` is one more. */
  ownPolicies: readonly string[]
}

const openbao: Omit<Flavour, 'product' | 'version'> = {
  oneKeySource: "exactly one of 'jwt_validation_pubkeys', 'jwks_url' or 'oidc_discovery_url' must be set",
  jwksPairs: false,
  refusesWellKnown: false,
  listsSingleAudience: true,
  singleAudience: 'must_be_bound',
  openbaoRoleFields: true,
  mapstructure: 'v2',
  capabilities: ['scan'],
  pathKeys: ['pagination_limit', 'expiration', 'list_scan_response_keys_filter_path'],
  templateRefuses: null,
  listsWithSlashFirst: false,
  refusesDuplicateKeys: false,
  ownPolicies: ['response-wrapping'],
}

const vault: Omit<Flavour, 'product' | 'version'> = {
  ...openbao,
  oneKeySource: "exactly one of 'jwt_validation_pubkeys', 'jwks_url', 'jwks_pairs' or 'oidc_discovery_url' must be set",
  jwksPairs: true,
  listsSingleAudience: false,
  singleAudience: 'must_be_bound_unless_empty',
  openbaoRoleFields: false,
  mapstructure: 'v1',
  capabilities: ['subscribe', 'recover'],
  pathKeys: ['control_group', 'subscribe_event_types'],
  ownPolicies: ['response-wrapping', 'control-group'],
}

/** What a version changed, from that version on. */
const changes: { product: Flavour['product']; from: string; set: Partial<Flavour> }[] = [
  {
    product: 'openbao',
    from: '2.5.0',
    set: {
      refusesWellKnown: true,
      oneKeySource:
        "exactly one of 'jwt_validation_pubkeys', 'jwks_url', 'jwks_pairs', 'oidc_discovery_url', or 'provider_config' must be set",
    },
  },
  { product: 'openbao', from: '2.6.0', set: { templateRefuses: /[/*+]/, listsWithSlashFirst: true } },
  { product: 'vault', from: '0', set: { singleAudience: 'need_not_be_bound' } },
  { product: 'vault', from: '1.16.3', set: { singleAudience: 'must_be_bound_unless_empty' } },
  { product: 'vault', from: '1.21.0', set: { refusesDuplicateKeys: true } },
]

const known = new Map<string, Flavour>()

/**
 * Gives the differences of a server from its name and version: `openbao 2.4.0`, `vault 1.21.0`. Null for any other
 * text. Sources: OpenBao v2.4.0, v2.6.2 and `vault-plugin-auth-jwt` v0.25.0 (Vault 1.21) `path_config.go`,
 * `path_role.go`, `path_login.go`, `claims.go`; their `sdk/framework/field_data.go`; hashicorp/hcl v1.0.1-vault-7.
 */
export function flavourOf(text: string): Flavour | null {
  const cached = known.get(text)
  if (cached) return cached
  const [, name, version] = /^(openbao|vault)[ /]v?(\d+(?:\.\d+){0,2})(?:[-+].*)?$/i.exec(text.trim()) ?? []
  if (name === undefined || version === undefined) return null
  const product = name.toLowerCase() === 'vault' ? 'vault' : 'openbao'
  const flavour: Flavour = { product, version, ...(product === 'vault' ? vault : openbao) }
  for (const change of changes) {
    if (change.product === product && atLeast(version, change.from)) Object.assign(flavour, change.set)
  }
  if (known.size < 100) known.set(text, flavour)
  return flavour
}

function atLeast(version: string, from: string): boolean {
  const [ours, theirs] = [version, from].map((text) => text.split('.').map(Number))
  for (let at = 0; at < 3; at++) {
    const difference = (ours?.[at] ?? 0) - (theirs?.[at] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

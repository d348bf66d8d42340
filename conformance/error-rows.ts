// The rows of errors that a server may print, so that a row never reached is seen in the report.

export type RowKind = 'config' | 'role' | 'policy' | 'login'

type Row = { kind: RowKind; name: string; pattern: RegExp; elsewhere?: string }

const row = (kind: RowKind, name: string, pattern: RegExp, elsewhere?: string): Row => ({
  kind,
  name,
  pattern,
  ...(elsewhere === undefined ? {} : { elsewhere }),
})

/** Which value could not be converted: as the framework says before the handler runs. */
const conversions = (kind: RowKind): Row[] => [
  row(kind, 'field: not a map (Vault)', /converting input.*expected a map, got/s),
  row(
    kind,
    'field: other type',
    /converting input.*(unconvertible type|cannot parse|expected type|error\(s\) decoding)/s,
  ),
]

/** Of the fields that only a role has. */
const roleConversions: Row[] = [
  row('role', 'field: not a pair', /converting input.*invalid key pair/s),
  row(
    'role',
    'field: no duration',
    /converting input.*(could not parse duration|duration|strconv\.ParseInt|negative value)/s,
  ),
]

const configRows = [
  ...conversions('config'),
  row('config', 'not one key source', /^exactly one of /),
  row('config', 'client id without secret', /^both 'oidc_client_id' and /),
  row('config', 'client without discovery', /^'oidc_discovery_url' must be set for OIDC$/),
  row('config', 'public key: no PEM', /^error parsing public key: data does not contain/),
  row('config', 'public key: trailing data', /^error parsing public key: unexpected trailing data/),
  row('config', 'public key: no sequence', /^error parsing public key: x509: malformed certificate$/),
  row('config', 'public key: no key inside', /^error parsing public key: x509: malformed tbs certificate$/),
  row('config', 'public key: unknown kind', /^error parsing public key: x509: malformed serial number$/),
  row('config', 'unsupported algorithm', /^invalid jwt_supported_algs: /),
  row('config', 'response types', /^invalid response_types /),
  row('config', 'response mode: query with id_token', /^query response_mode may not/),
  row('config', 'response mode', /^invalid response_mode: /),
  row('config', 'provider: no name', /^invalid provider_config: 'provider' field/),
  row('config', 'provider: unknown', /^invalid provider_config: provider /),
  row('config', 'jwks_pairs with a bound issuer (Vault)', /^Bound issuer is not supported/),
  row('config', 'jwks_pairs with a CA of its own (Vault)', /^CA PEMs must be provided/),
  row('config', 'jwks_pairs no objects (Vault)', /^invalid jwks_pairs: /),
  row(
    'config',
    'discovery or JWKS certificate',
    /^error checking |\.well-known/,
    'not compared: the server would fetch',
  ),
]

const roleRows = [
  row('role', 'name: ends in a slash', /^cannot write to a path ending in '\/'$/),
  row('role', 'name: unsupported path', /unsupported path/),
  row('role', 'name: unsupported operation (the plugin alone)', /^unsupported operation$/),
  row('role', 'name: relative path', /^relative paths not supported$/),
  ...roleConversions,
  ...conversions('role'),
  row('role', 'role_type', /^invalid 'role_type'/),
  row('role', 'address', /^error parsing address /),
  row('role', 'token_type', /^invalid 'token_type' value/),
  row('role', 'token_num_uses negative', /^'token_num_uses' cannot be negative$/),
  row('role', 'batch: periodic', /when set to generate periodic tokens$/),
  row('role', 'batch: use count', /when set to generate tokens with limited use count$/),
  row('role', 'token_ttl above token_max_ttl', /^'token_ttl' cannot be greater/),
  row('role', 'token_strictly_bind_ip (OpenBao)', /^'token_strictly_bind_ip' conflicts/),
  row('role', 'period above the maximum', /^'period' of /),
  row('role', 'bound_claims_type', /^invalid 'bound_claims_type'/),
  row('role', 'glob: no text or list', /^claim is not a string or list: /),
  row('role', 'glob: no text in list', /^claim is not a string: /),
  row('role', 'claim_mappings: reserved key', /is reserved and may not be a mapping destination$/),
  row('role', 'claim_mappings: one key twice', /^multiple keys are mapped to/),
  row('role', 'oauth2_metadata (OpenBao)', /^Unrecognized oauth2 metadata name /),
  row('role', 'no user_claim', /^a user claim must be defined/),
  row('role', 'callback_mode (OpenBao)', /^invalid 'callback_mode'/),
  row('role', 'oidc without redirect', /^'allowed_redirect_uris' must be set/),
  row('role', 'nothing bound', /^must have at least one bound constraint/),
  row('role', 'ttl above max ttl', /^ttl should not be greater than max ttl$/),
]

const policyRows = [
  row('policy', 'name: ends in a slash', /^cannot write to a path ending in '\/'$/),
  row('policy', 'empty', /^'policy' parameter not supplied/),
  row('policy', 'built in', /^cannot update "/),
  row('policy', 'panic: no answer', /^the connection was closed$/),
  row('policy', 'unbalanced template', /unbalanced templating characters/),
  row('policy', 'path is no block', /cannot check HCL keys of type/),
  row('policy', 'unknown key', /invalid key "/),
  row('policy', 'capability', /invalid capability "/),
  row('policy', 'old policy word', /: invalid policy "/),
  row('policy', 'plus and star', /invalid use of wildcards/),
  row('policy', 'wrapping times crossed', /^failed to parse policy: max_wrapping_ttl cannot be less/),
  row('policy', 'wrapping time', /error parsing (?:min|max)_wrapping_ttl: /),
  row('policy', 'expiration', /invalid expiration time/),
  row('policy', 'key twice (OpenBao 2.6)', /was already set\. Each argument can only be defined once/),
  row(
    'policy',
    'value of another kind',
    /unknown slice type|unknown type for string|: unknown type|not an object type/,
  ),
  row('policy', 'number of another kind', /strconv\.Parse/),
  row('policy', 'text: a list', /error parsing list, expected|while parsing list|while trying to parse/),
  row('policy', 'text: a key', /no object keys found|nested object expected|expected start of object|expected: IDENT/),
  row('policy', 'text: a character', /illegal char|null character|reserved for internal use|illegal character/),
  row('policy', 'text: a number', /illegal (?:octal|hexadecimal) number|numbers cannot start with 0/),
  row('policy', 'text: not ended', /not terminated|object expected closing RBRACE|EOF token found/),
  row('policy', 'text: other', /^failed to parse policy: /),
]

const loginRows = [
  row('login', '0 panic: no answer', /^the connection was closed$/),
  row('login', '1 could not load configuration', /^could not load configuration$/),
  row('login', '2 missing role', /^missing role$/),
  row('login', '3 role not found', /^role ".*" could not be found$/s),
  row('login', '3 role name', /^relative paths not supported$/),
  row('login', '3 role cannot be read back', /^Unable to convert|^error parsing address/),
  row('login', '4 oidc role', /^role with oidc role_type is not allowed$/),
  row('login', '5 missing token', /^missing token$/, 'a case always has a token'),
  row('login', '6 address', /^permission denied$/),
  row('login', '7 key source unusable', /^error configuring token validator/, 'a case always has keys'),
  row('login', '8 signature', /^error validating token: error verifying token signature/, 'tried by estate/'),
  row('login', '8 malformed claim', /^error validating token: (?:json|go-jose|.*square\/go-jose|.*unmarshal)/s),
  row('login', '9 algorithm', /unexpected algorithm$/),
  row('login', '10 issuer', /^error validating token: invalid issuer/),
  row('login', '11 subject', /^error validating token: invalid subject/),
  row('login', '12 audience', /^error validating token: invalid audience/),
  row('login', '13 no times', /^error validating token: no issued at/),
  row('login', '14 not yet valid', /^error validating token: invalid not before/),
  row('login', '15 expired', /^error validating token: invalid expiration/),
  row('login', '16 issued in the future', /^error validating token: invalid issued at/),
  row('login', '17 audience not bound', /^audience claim found in JWT but no audiences/),
  row('login', '18 user_claim missing', /^claim ".*" not found in token$/s),
  row('login', '19 user_claim no text', /^claim ".*" could not be converted to string$/s),
  row('login', '20 mapped claim no text', /^error converting claim '.*' to string$/s),
  row('login', '21 groups missing', /^failed to fetch groups: /),
  row('login', '21 groups no list', /claim could not be converted to string list$/),
  row('login', '21 group no text', /in groups claim could not be parsed as string$/),
  row('login', '22 claim missing', /^error validating claims: claim ".*" is missing$/s),
  row('login', '22 claim does not match', /does not match any associated bound claim values$/),
  row('login', '22 received claim: type', /^error validating claims: received claim is not a string, bool/),
  row('login', '22 bound claim: type', /^error validating claims: bound claim is not a string, bool/),
  row('login', '22 received claim: no glob text', /received claim is not a glob string/, 'the role write refuses it'),
  row('login', '23 policy template (OpenBao)', /^failed to template policy/),
  row('login', '24 empty alias', /^missing name in alias$/),
  row('login', '24 alias metadata', /^invalid alias metadata/),
  row('login', '25 entity disabled', /^entity disabled$/, 'printed as row 6; a case has no entities'),
  row('login', '26 root policy', /^auth methods cannot create root tokens$/),
  row('login', '26 reserved policy', /^cannot assign policy /),
]

export const errorRows: readonly Row[] = [...configRows, ...roleRows, ...policyRows, ...loginRows]

/** Gives the row of a text that a server printed: the first that fits, else one that says the text. */
export function errorRowOf(kind: RowKind, text: string): string {
  const found = errorRows.find((one) => one.kind === kind && one.pattern.test(text))
  return found === undefined ? `${kind} error: no known row: ${text.slice(0, 100)}` : shown(found)
}

/** Every row, with 0: what a report counts up from. */
export function noErrorRows(): Record<string, number> {
  return Object.fromEntries(errorRows.map((one) => [shown(one), 0]))
}

function shown({ kind, name, elsewhere }: Row): string {
  return `${kind} error: ${name}${elsewhere === undefined ? '' : ` (${elsewhere})`}`
}

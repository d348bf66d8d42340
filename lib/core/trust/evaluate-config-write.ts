// Would Vault accept this configuration of a JWT auth mount?
import type { ClaimValue } from './bound-claims'
import { decodeSlice, type FieldType, isObject, type JsonObject } from './decode-field'
import type { Flavour } from './flavour'
import { goQuote } from './go-format'
import { publicKeyError } from './public-key-error'
import { fieldErrors, refused, WriteBody, type WriteVerdict } from './write-body'

export type WrittenConfig = {
  boundIssuer: string
  defaultRole: string
  /** Empty: RS, ES and PS of 256, 384 and 512, and EdDSA. */
  supportedAlgorithms: string[]
  /** Where keys come from; left out: written into the configuration. */
  keySource?: 'static' | 'fetched'
}

const common: Record<string, FieldType> = {
  oidc_discovery_url: 'string',
  oidc_discovery_ca_pem: 'string',
  oidc_client_id: 'string',
  oidc_client_secret: 'string',
  oidc_response_mode: 'string',
  oidc_response_types: 'list',
  jwks_url: 'string',
  jwks_ca_pem: 'string',
  default_role: 'lower',
  jwt_validation_pubkeys: 'list',
  jwt_supported_algs: 'list',
  bound_issuer: 'string',
  provider_config: 'map',
  namespace_in_state: 'bool',
}
const ofOpenbao: Record<string, FieldType> = {
  ...common,
  override_allowed_server_names: 'list',
  skip_jwks_validation: 'bool',
}
const ofVault: Record<string, FieldType> = {
  ...common,
  jwks_pairs: 'slice',
  unsupported_critical_cert_extensions: 'list',
}

const algorithms = new Set([
  'EdDSA',
  ...['RS', 'ES', 'PS'].flatMap((name) => ['256', '384', '512'].map((n) => name + n)),
])
const providers = new Set(['azure', 'gsuite', 'ibmisam', 'secureauth'])

/**
 * Takes the body of `auth/<mount>/config`. A discovery or JWKS URL is taken to be reachable and right: only the server
 * can find out. Source: OpenBao v2.4.0 `builtin/credential/jwt/path_config.go` (pathConfigWrite), HashiCorp
 * `vault-plugin-auth-jwt` v0.25.0.
 */
export function evaluateConfigWrite(config: JsonObject, flavour: Flavour): WriteVerdict<WrittenConfig> {
  const invalid = fieldErrors(config, flavour.product === 'vault' ? ofVault : ofOpenbao, flavour)
  if (invalid.length > 0) return refused(...invalid.map((text) => `Field validation failed: ${text}`))
  const body = new WriteBody(config, flavour)
  const error = sourceError(body, config, flavour) ?? restError(body)
  if (error !== null) return refused(error)
  return {
    allowed: true,
    errors: [],
    written: {
      boundIssuer: body.string('bound_issuer') ?? '',
      defaultRole: body.lower('default_role') ?? '',
      supportedAlgorithms: body.list('jwt_supported_algs') ?? [],
      keySource: (body.list('jwt_validation_pubkeys') ?? []).length > 0 ? 'static' : 'fetched',
    },
  }
}

/** Whether the body names where keys come from. */
export function hasKeySource(config: JsonObject): boolean {
  return ['oidc_discovery_url', 'jwt_validation_pubkeys', 'jwks_url', 'jwks_pairs'].some((field) =>
    Object.hasOwn(config, field),
  )
}

function sourceError(body: WriteBody, config: JsonObject, flavour: Flavour): string | null {
  const discovery = body.string('oidc_discovery_url') ?? ''
  const keys = body.list('jwt_validation_pubkeys') ?? []
  const jwks = body.string('jwks_url') ?? ''
  const pairs = flavour.jwksPairs ? decodeSlice(config.jwks_pairs ?? null) : []
  const sources = [discovery !== '', keys.length > 0, jwks !== '', pairs.length > 0].filter((given) => given)
  if (sources.length !== 1) return flavour.oneKeySource
  const clientId = body.string('oidc_client_id') ?? ''
  if ((clientId === '') !== ((body.string('oidc_client_secret') ?? '') === '')) {
    return "both 'oidc_client_id' and 'oidc_client_secret' must be set for OIDC"
  }
  if (discovery !== '') {
    if (!discovery.includes('.well-known')) return null
    return flavour.refusesWellKnown
      ? "'oidc_discovery_url' contains '.well-known' component"
      : 'error checking oidc discovery URL'
  }
  if (clientId !== '') return "'oidc_discovery_url' must be set for OIDC"
  const authority = body.string('jwks_ca_pem') ?? ''
  if (pairs.length > 0) return pairsError(pairs, authority, body.string('bound_issuer') ?? '')
  if (jwks !== '' && authority !== '' && !authority.includes('-----BEGIN CERTIFICATE-----')) {
    return 'error checking jwks_ca_pem'
  }
  for (const key of keys) {
    const error = publicKeyError(key)
    if (error !== null) return `error parsing public key: ${error}`
  }
  return null
}

function pairsError(pairs: ClaimValue[], authority: string, issuer: string): string | null {
  if (authority !== '') {
    return "CA PEMs must be provided as part of the 'jwks_pairs' when using multiple JWKS URLs"
  }
  if (issuer !== '') return "Bound issuer is not supported for use with 'jwks_pairs'"
  if (!pairs.every(isObject)) {
    const form = 'a list of json objects with the fields jwks_url and jwks_ca_pem'
    return `invalid jwks_pairs: jwks_pairs must be provided as ${form}`
  }
  return pairs.every(({ jwks_url: url }) => typeof url === 'string' && url !== '') ? null : 'error checking jwks_ca_pem'
}

function restError(body: WriteBody): string | null {
  const unsupported = body.list('jwt_supported_algs')?.find((algorithm) => !algorithms.has(algorithm))
  if (unsupported !== undefined) {
    return `invalid jwt_supported_algs: unsupported signing algorithm ${goQuote(unsupported)}`
  }
  const types = body.list('oidc_response_types') ?? []
  if (types.some((type) => type !== 'code' && type !== 'id_token')) {
    return `invalid response_types [${types.join(' ')}]. 'code' and 'id_token' are allowed`
  }
  const mode = body.string('oidc_response_mode') ?? ''
  if ((mode === '' || mode === 'query') && types.includes('id_token')) {
    return 'query response_mode may not be used with an id_token response_type'
  }
  if (mode !== '' && mode !== 'query' && mode !== 'form_post') return `invalid response_mode: ${goQuote(mode)}`
  return providerError(body.map('provider_config') ?? {})
}

function providerError(provider: JsonObject): string | null {
  if (Object.keys(provider).length === 0) return null
  if (typeof provider.provider !== 'string') {
    return "invalid provider_config: 'provider' field not found in provider_config"
  }
  if (providers.has(provider.provider)) return null
  return `invalid provider_config: provider ${goQuote(provider.provider)} not found in custom providers`
}

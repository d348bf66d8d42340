import { describe, expect, it } from 'vitest'
import type { JsonObject } from './decode-field'
import { evaluateConfigWrite, hasKeySource } from './evaluate-config-write'
import { flavourOf } from './flavour'

const key = `-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA${'A'.repeat(43)}=\n-----END PUBLIC KEY-----`

function errors(config: JsonObject, text = 'openbao 2.4.0'): string[] {
  const flavour = flavourOf(text)
  if (!flavour) throw new Error(text)
  return evaluateConfigWrite(config, flavour).errors
}

describe('evaluateConfigWrite', () => {
  it('accepts static keys, discovery and JWKS, each alone', () => {
    expect(errors({ jwt_validation_pubkeys: key })).toEqual([])
    expect(errors({ oidc_discovery_url: 'https://gitlab.example.com' })).toEqual([])
    expect(errors({ jwks_url: 'https://gitlab.example.com/-/jwks' })).toEqual([])
  })

  it('wants exactly one key source, in the words of each server', () => {
    const none = "exactly one of 'jwt_validation_pubkeys', 'jwks_url' or 'oidc_discovery_url' must be set"
    expect(errors({})).toEqual([none])
    expect(errors({ jwks_url: 'x', oidc_discovery_url: 'y' })).toEqual([none])
    expect(errors({}, 'vault 1.21.0')[0]).toContain("'jwks_pairs' or 'oidc_discovery_url'")
    expect(errors({}, 'openbao 2.6.2')[0]).toContain("or 'provider_config'")
  })

  it.each<[JsonObject, string]>([
    [{ oidc_client_id: 'x' }, "both 'oidc_client_id' and 'oidc_client_secret' must be set for OIDC"],
    [{ oidc_client_id: 'x', oidc_client_secret: 'y' }, "'oidc_discovery_url' must be set for OIDC"],
    [{ jwt_validation_pubkeys: 'x' }, 'error parsing public key: data does not contain any valid public keys'],
    [{ jwt_supported_algs: 'HS256' }, 'invalid jwt_supported_algs: unsupported signing algorithm "HS256"'],
    [{ oidc_response_types: 'x,code' }, "invalid response_types [x code]. 'code' and 'id_token' are allowed"],
    [{ oidc_response_types: 'id_token' }, 'query response_mode may not be used with an id_token response_type'],
    [{ oidc_response_mode: 'x' }, 'invalid response_mode: "x"'],
    [{ provider_config: { provider: 'x' } }, 'invalid provider_config: provider "x" not found in custom providers'],
  ])('refuses %j as the server does', (change, error) => {
    expect(errors({ jwt_validation_pubkeys: key, ...change })).toEqual([error])
  })

  it('says first which fields cannot be converted', () => {
    expect(errors({ bound_issuer: ['x'] })).toEqual([
      "Field validation failed: error converting input for field \"bound_issuer\": '' expected type 'string', got unconvertible type '[]interface {}'",
    ])
  })
})

describe('hasKeySource', () => {
  it('sees whether a body names one', () => {
    expect(hasKeySource({ bound_issuer: 'x' })).toBe(false)
    expect(hasKeySource({ jwks_url: 'x' })).toBe(true)
  })
})

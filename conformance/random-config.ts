// Configurations of the mount, and what may be different in one.
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import type { Body } from './conformance-case'
import type { Random } from './random'
import { issuer } from './random-token'

export function randomConfig(random: Random): Body {
  return random.pick<Body>([
    { bound_issuer: issuer },
    { bound_issuer: issuer, jwt_supported_algs: ['ES256'] },
    {},
    { bound_issuer: issuer, default_role: 'App' },
  ])
}

export const configChanges: Record<string, (config: Body, random: Random) => void> = {
  issuer: (config, random) => {
    config.bound_issuer = random.pick<ClaimValue>(['https://other', '', 'gitlab.example.com', 1, null])
  },
  algorithms: (config, random) => {
    config.jwt_supported_algs = random.pick<ClaimValue>([
      ['RS256'],
      ['RS256', 'ES256'],
      'ES256 , RS256',
      ['HS256'],
      ['EdDSA'],
      ['es256'],
      [''],
      'none',
    ])
  },
  defaultRole: (config, random) => {
    config.default_role = random.pick<ClaimValue>(['app', 'APP', 'other', '', true, null])
  },
  client: (config, random) => {
    config.oidc_client_id = random.pick(['x', ''])
    if (random.chance(0.5)) config.oidc_client_secret = 'y'
  },
  response: (config, random) => {
    config.oidc_response_mode = random.pick(['query', 'form_post', 'x"y', ''])
    config.oidc_response_types = random.pick<ClaimValue>([[], ['code'], 'id_token', ['id_token', 'x'], 'code,id_token'])
  },
  provider: (config, random) => {
    config.provider_config = random.pick<ClaimValue>([{}, { provider: 'x' }, { a: 1 }, 'x', [], { provider: 1 }])
  },
  keys: (config, random) => {
    config.jwt_validation_pubkeys = random.pick<ClaimValue>([['nonsense'], '', [], ['-----BEGIN PUBLIC KEY-----']])
  },
  wrongField: (config, random) => {
    config[
      random.pick([
        'bound_issuer',
        'jwt_supported_algs',
        'default_role',
        'namespace_in_state',
        'override_allowed_server_names',
        'skip_jwks_validation',
        'jwks_pairs',
        'unknown',
      ])
    ] = random.pick<ClaimValue>([{ a: 1 }, [['x']], true, 1, 'maybe', [], ['a', { b: 1 }]])
  },
}

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

/** A key of nobody: what stands beside it is refused, so that no token is checked by it. */
const ed25519 = `-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA${'A'.repeat(43)}=\n-----END PUBLIC KEY-----`

/** Base64 of zeros, of a number, of lists that hold no key, of half a key, of a key of an unknown kind; and what is none. */
const notKeys = ['AAAA', 'AgEB', 'MAAA', 'MAMCAQE=', 'MFkw', 'MAkwBQYDK2V/AwA=', '', '!!!'] as const

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
    config.jwt_validation_pubkeys = random.pick<ClaimValue>([
      ['nonsense'],
      '',
      [],
      ['-----BEGIN PUBLIC KEY-----'],
      ...notKeys.map((body) => [`-----BEGIN PUBLIC KEY-----\n${body}\n-----END PUBLIC KEY-----\n`]),
      [`${ed25519}\n${ed25519}`],
      [`${ed25519}trailing`],
      [`x${ed25519}`],
      [ed25519.replace('END PUBLIC', 'END')],
      [ed25519, 'nonsense'],
    ])
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

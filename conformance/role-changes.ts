// What may be different in a role: right and wrong values, kinds and fields.
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import type { Body } from './conformance-case'
import type { Random } from './random'
import { oddNames, randomNumber } from './random-token'
import { durations, fields, wrongAny, wrongDurations } from './role-values'

/** What may be changed in a role, each with its name. */
export const roleChanges: Record<string, (role: Body, random: Random, claims: Body) => void> = {
  boundClaim: (role, random, claims) => {
    const name = random.pick([
      'missing',
      ...Object.keys(claims),
      '/user_identities/0/provider',
      '/user_identities/1/n',
      '/user_identities/01/provider',
      '/a.b',
      '/c~1d',
      '/e~0f/~1',
      '/job_config',
      '/groups_direct/0',
      '/',
      '/aud',
      '/job_config/deep/0',
      'project_id',
    ])
    const bound =
      typeof role.bound_claims === 'object' && role.bound_claims !== null && !Array.isArray(role.bound_claims)
        ? ({ ...role.bound_claims } as Body)
        : {}
    bound[name] = random.pick<ClaimValue>([
      'x',
      'saml',
      '*',
      ['x', 'y'],
      [],
      1,
      true,
      null,
      { a: 1 },
      [1, 'x'],
      [['x']],
      claims[name] ?? 'z',
      String(claims[name]),
      randomNumber(random),
      'dots',
      3,
    ])
    role.bound_claims = bound
  },
  oddNames: (role, random) => {
    const name = random.pick(oddNames)
    role[random.pick(['user_claim', 'groups_claim'])] = name
    if (random.chance(0.5)) role.bound_claims = { [name]: random.pick(wrongAny) }
    if (random.chance(0.3)) role.claim_mappings = { [name]: random.pick(['m', 'role', name]) }
    if (random.chance(0.3)) role.user_claim_json_pointer = true
  },
  twoBoundClaims: (role) => {
    role.bound_claims = { ref: 'nope', project_id: 'nope', missing_one: 'x', ref_protected: ['maybe'] }
  },
  audiences: (role, random) => {
    role.bound_audiences = random.pick<ClaimValue>([
      [],
      '',
      'other',
      ['HTTPS://vault.example.com'],
      ['a', 'b'],
      ' ',
      null,
    ])
  },
  noAudiences: (role) => {
    delete role.bound_audiences
  },
  subject: (role, random, claims) => {
    role.bound_subject = random.pick<ClaimValue>([claims.sub ?? 'x', 'x', '*', ''])
  },
  userClaim: (role, random) => {
    role.user_claim = random.pick([
      'missing',
      'runner_id',
      'user_email',
      '/user_identities/0/provider',
      'groups_direct',
      'aud',
      'nothing',
      'user_login',
      'empty',
      '',
    ])
    if (random.chance(0.5)) role.user_claim_json_pointer = random.pick<ClaimValue>([true, 'true', false, 'T', 1])
  },
  mappings: (role, random) => {
    role.claim_mappings = random.pick<ClaimValue>([
      { aud: 'aud' },
      { runner_id: 'r', groups_direct: 'g' },
      { missing: 'm' },
      { ref: 'role' },
      { ref: 'a', sub: 'a' },
      { '/user_identities/0/provider': 'p' },
      { user_email: 'e', project_path: 'p' },
      { ref: 'role', sub: 'x', iss: 'x' },
      ['ref=a'],
      ['ref'],
      'ref=a',
      { ref: 1 },
      { ref: { a: 1 } },
      [],
      ['=x'],
    ])
  },
  badMetadata: (role, random, claims) => {
    claims.jti = `new-${random.below(1e9)}`
    role.user_claim = 'jti'
    role.claim_mappings = random.pick<ClaimValue>([
      { ref: null, sub: '' },
      { ref: 'a b', project_path: 'x.y' },
      { ref: 'k'.repeat(129) },
      { ref: 'vault-x' },
      { ref: 'k'.repeat(128), sub: 'é' },
    ])
    if (random.chance(0.3)) claims.ref = 'é'.repeat(256 + random.below(2))
  },
  groups: (role, random) => {
    role.groups_claim = random.pick([
      'groups_direct',
      'missing',
      'runner_id',
      'ref',
      'job_config',
      '/user_identities/0/provider',
      'aud',
      'flag',
      '/groups_direct',
    ])
  },
  leeways: (role, random) => {
    for (const name of random.some(['clock_skew_leeway', 'expiration_leeway', 'not_before_leeway'], 0.6))
      role[name] = random.pick(durations)
  },
  strictAddress: (role, random) => {
    role.token_strictly_bind_ip = random.pick<ClaimValue>([true, 'true', 1, false])
    if (random.chance(0.7)) role[random.pick(['token_bound_cidrs', 'bound_cidrs'])] = '127.0.0.1'
  },
  cidrs: (role, random) => {
    role[random.pick(['token_bound_cidrs', 'bound_cidrs'])] = random.pick<ClaimValue>([
      '127.0.0.0/8',
      '10.0.0.0/8',
      ['10.0.0.0/8', '127.0.0.1'],
      '127.0.0.1/32',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:127.0.0.0/104',
      '127.0.0.1:80',
      'x',
      '1.2.3.4/33',
      'a/b',
      '/run/sock',
      '127.0.0.1/ff000000',
      '01.2.3.4',
      '2001:db8::/32',
      '[::1]:80',
      '[::1]',
      '',
      '1.2.3',
      '127.0.0.0/0',
      '::/0',
      'fe80::1%eth0',
      '::1::',
      '1:2:3:4:5:6:7:8',
      '1:2:3:4:5:6:7::',
      '.',
      '.x',
    ])
  },
  tokenKind: (role, random) => {
    role.token_type = random.pick(['batch', 'service', 'default', '', 'x', 'default-batch'])
    if (random.chance(0.4))
      role.token_num_uses = random.pick<ClaimValue>([0, 1, 5, -1, '3', '0x10', '010', '1_0', 'x', true])
    if (random.chance(0.4)) role.token_period = random.pick<ClaimValue>([0, 60, '1h', '800h', '768h', 9_999_999])
  },
  ttls: (role, random) => {
    for (const name of random.some(
      ['token_ttl', 'token_max_ttl', 'ttl', 'max_ttl', 'period', 'token_period', 'token_explicit_max_ttl'],
      0.4,
    ))
      role[name] = random.pick<ClaimValue>([60, 120, '1h', 3600, '10m', 0, '900h'])
  },
  wrongDuration: (role, random) => {
    role[
      random.pick([
        'token_ttl',
        'token_max_ttl',
        'token_period',
        'clock_skew_leeway',
        'ttl',
        'max_age',
        'token_explicit_max_ttl',
        'expiration_leeway',
      ])
    ] = random.pick(wrongDurations)
  },
  wrongField: (role, random) => {
    role[random.pick(fields)] = random.pick(wrongAny)
  },
  dropped: (role, random) => {
    delete role[random.pick(['role_type', 'user_claim', 'bound_claims_type', 'token_policies', 'bound_audiences'])]
  },
  unbound: (role) => {
    for (const name of ['bound_audiences', 'bound_claims', 'bound_subject', 'token_bound_cidrs']) delete role[name]
  },
  oidc: (role, random) => {
    role.role_type = random.pick(['oidc', '', 'JWT'])
    if (random.chance(0.7)) role.allowed_redirect_uris = 'https://x'
  },
  policies: (role, random) => {
    role.token_policies = random.pick<ClaimValue>([
      'root',
      ['app', 'root'],
      'response-wrapping',
      'default',
      '',
      ['APP', 'app', ' app '],
      ['missing'],
      ['control-group'],
      [' Root '],
    ])
    if (random.chance(0.3)) {
      role.policies = role.token_policies
      delete role.token_policies
    }
  },
  templatedPolicies: (role, random) => {
    role.token_policies_template_claims = true
    role.token_policies = random.pick<ClaimValue>([
      ['app', 'p-{{.project_id}}'],
      '{{ .ref }}',
      ['x{{.missing}}'],
      ['{{.runner_id}}', 'app'],
      '{{.sub}}',
    ])
  },
  glob: (role) => {
    role.bound_claims_type = 'glob'
  },
  claimsType: (role, random) => {
    role.bound_claims_type = random.pick(['regex', '', 'Glob'])
  },
  metadata: (role, random) => {
    role[random.pick(['oauth2_metadata', 'callback_mode'])] = random.pick(['x', 'id_token', 'client', 'direct', ''])
  },
}

// Tokens like GitLab's, and what may be wrong with one.
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import { ExactNumber } from '@/lib/core/trust/exact-json'
import type { Body } from './conformance-case'
import type { Random } from './random'

export const issuer = 'https://gitlab.example.com'

// No two alike but for case: the server knows an alias by its name in lower case, as it first came.
const refs = ['main', 'feature', 'release-1.2', 'v1.0.0', 'Hotfix', 'a*b'] as const
const environments = ['production', 'staging', 'review/a/b', 'review/x', 'prod*'] as const

/** A token that is valid at the moment. */
export function randomToken(random: Random, now: number): Body {
  const project = String(random.below(3) + 20)
  const withEnvironment = random.chance(0.6)
  return {
    iss: issuer,
    aud: random.chance(0.8) ? 'https://vault.example.com' : ['https://vault.example.com', 'other'],
    sub: `project_path:grp/app:ref_type:branch:ref:main`,
    iat: now - 10,
    nbf: now - 15,
    exp: now + 3600,
    jti: `id-${random.below(1000)}`,
    project_id: project,
    project_path: random.pick(['grp/app', 'grp-evil/app', 'grp/sub/app']),
    namespace_id: '5',
    user_login: random.pick(['ann', 'bob', 'Käthe', 'a b', '']),
    user_email: random.chance(0.1) ? null : 'ann@example.com',
    pipeline_source: random.pick(['push', 'merge_request_event', 'schedule', 'web']),
    ref: random.pick(refs),
    ref_type: random.pick(['branch', 'tag']),
    ref_protected: random.pick(['true', 'false']),
    ...(withEnvironment
      ? { environment: random.pick(environments), environment_protected: random.pick(['true', 'false']) }
      : {}),
    ...(random.chance(0.6) ? { runner_id: randomNumber(random) } : {}),
    ...(random.chance(0.4)
      ? {
          user_identities: [
            { provider: 'saml', extern_uid: 'x/1' },
            { provider: 'ldap', n: 3 },
          ],
        }
      : {}),
    ...(random.chance(0.4) ? { groups_direct: randomGroups(random) } : {}),
    ...(random.chance(0.2) ? { job_config: { url: 'u', sha: 'abc', n: 1.5, deep: [1, null, 'x'] } } : {}),
    ...(random.chance(0.1) ? { 'a.b': 'dots', 'c/d': 'slash', 'e~f': { '/': 'odd' } } : {}),
    ...(random.chance(0.1) ? { flag: random.chance(0.5), empty: '', nothing: null, none: [] } : {}),
  }
}

function randomGroups(random: Random): ClaimValue[] {
  const groups: ClaimValue[] = random.some(['grp', 'grp/sub', 'ops', ''], 0.5)
  if (random.chance(0.15)) groups.push(random.pick<ClaimValue>([7, 1e6, 2.5, true, null, ['x'], { a: 1 }]))
  return groups
}

export function randomNumber(random: Random): ClaimValue {
  return random.pick<ClaimValue>([
    1,
    1,
    7,
    1.9,
    -1.5,
    0,
    1e6,
    new ExactNumber('1.0'),
    new ExactNumber('1e3'),
    new ExactNumber('12345678901234567890'),
    new ExactNumber('1E-7'),
    new ExactNumber('-0'),
    new ExactNumber('1.50'),
    new ExactNumber('9007199254740993'),
    0.1,
    1e21,
    123_456_789.5,
  ])
}

const times = ['iat', 'nbf', 'exp'] as const
const odd: [ClaimValue, ...ClaimValue[]] = [
  { z: [1e21, 0.00001, 'q"', '\n'], b: { c: null, a: true } },
  [[], {}],
  [null, 'a'],
  [1e21],
  'é\u200b',
  1,
  1.5,
  true,
  false,
  null,
  '',
  'x',
  [],
  ['x'],
  [1],
  {},
  { a: 'b' },
]

/** What may be changed in a token, each with its name. Moments stay three seconds off every limit. */
export const tokenChanges: Record<string, (claims: Body, random: Random, now: number) => void> = {
  issuer: (claims, random) => {
    claims.iss = random.pick(['https://other', `${issuer}/`, '', 'HTTPS://gitlab.example.com'])
  },
  subject: (claims) => {
    claims.sub = 'project_path:grp/other'
  },
  audience: (claims, random) => {
    claims.aud = random.pick<ClaimValue>(['other', 'https://vault.example.com/', [], ['x', 'y'], '', ['']])
  },
  noAudience: (claims) => {
    delete claims.aud
  },
  expired: (claims, random, now) => {
    claims.exp = now - random.pick([4, 56, 64, 100, 147, 153, 5000])
  },
  future: (claims, random, now) => {
    const ahead = random.pick([4, 56, 64, 100, 147, 153, 5000])
    claims[random.pick(['nbf', 'iat'])] = now + ahead
  },
  fewTimes: (claims, random, now) => {
    for (const name of random.some(times, 0.6)) delete claims[name]
    for (const name of random.some(times, 0.15)) claims[name] = random.pick<ClaimValue>([0, null, 0.4, now - 29.3, -5])
  },
  oddTime: (claims, random) => {
    claims[random.pick(times)] = random.pick<ClaimValue>(['1', true, [], {}, null, new ExactNumber('1e300'), 'x'])
  },
  oddRegistered: (claims, random) => {
    claims[random.pick(['iss', 'sub', 'aud', 'jti', 'SUB', 'Iss', 'AUD', 'eXp', 'ſub', 'iſſ'])] = random.pick(odd)
  },
  dropped: (claims, random) => {
    delete claims[random.pick(['project_id', 'ref', 'environment', 'ref_protected', 'user_login', 'sub', 'iss'])]
  },
  oddName: (claims, random) => {
    claims[random.pick(oddNames)] = random.pick(odd)
  },
  changedType: (claims, random) => {
    const name = random.pick([
      'project_id',
      'ref',
      'environment',
      'ref_protected',
      'user_login',
      'groups_direct',
      'runner_id',
    ])
    claims[name] = random.pick(odd)
  },
}

/** Names that error texts must quote. */
export const oddNames: [string, ...string[]] = [
  'a"b',
  'x\\y',
  'é',
  'tab\there',
  "it's",
  '\u200b',
  '%s',
  '/a',
  '~',
  '/x/~01',
  '😀',
  '',
  ' ',
]

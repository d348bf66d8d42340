// Roles that let a token in, and what may be different in one.
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import type { Body } from './conformance-case'
import type { Random } from './random'

/** A role that the token satisfies, by its audience and by some of its claims. */
export function randomRole(random: Random, claims: Body, policies: string[]): Body {
  const glob = random.chance(0.3)
  const audience = Array.isArray(claims.aud) ? claims.aud : [claims.aud ?? '']
  return {
    role_type: 'jwt',
    user_claim: random.pick(['project_id', 'project_id', 'user_login', 'sub', 'ref']),
    bound_audiences: random.pick<ClaimValue>([audience, ['x', ...audience], audience.map(String).join(',')]),
    ...(random.chance(0.9) ? { bound_claims: randomBoundClaims(random, claims, glob) } : {}),
    ...(glob ? { bound_claims_type: 'glob' } : random.chance(0.3) ? { bound_claims_type: 'string' } : {}),
    ...(random.chance(0.3) ? { claim_mappings: { project_id: 'project_id', ref: 'the_ref' } } : {}),
    token_policies: random.chance(0.85) ? policies : policies.join(' , '),
    ...(random.chance(0.3)
      ? { token_ttl: random.pick<ClaimValue>([60, '5m', '1h', '90s', '2d', 0, '7200', '1.5h']) }
      : {}),
    ...(random.chance(0.2) ? { token_explicit_max_ttl: random.pick<ClaimValue>([30, 600, '24h', 99_999_999]) } : {}),
    ...(random.chance(0.1) ? { token_no_default_policy: random.pick<ClaimValue>([true, 'true', 1]) } : {}),
  }
}

function randomBoundClaims(random: Random, claims: Body, glob: boolean): Body {
  const bound: Body = {}
  const names = ['project_id', 'project_path', 'ref', 'ref_type', 'ref_protected', 'environment', 'pipeline_source']
  const chosen = random.some(names, 0.4)
  if (!glob && random.chance(0.2)) chosen.push('runner_id')
  if (random.chance(0.15)) chosen.push('groups_direct')
  for (const name of chosen) {
    const value = claims[name]
    if (value === undefined || value === null) continue
    if (typeof value === 'string') bound[name] = boundText(random, value, glob)
    else if (typeof value === 'number') bound[name] = Math.trunc(value)
    else if (Array.isArray(value)) bound[name] = value.filter((item) => typeof item === 'string')
  }
  if (random.chance(0.1) && claims.user_identities !== undefined) bound['/user_identities/0/provider'] = 'saml'
  return bound
}

function boundText(random: Random, value: string, glob: boolean): ClaimValue {
  if (glob && random.chance(0.5)) {
    const cut = random.below(value.length + 1)
    return random.pick([
      `${value.slice(0, cut)}*`,
      `*${value.slice(cut)}`,
      `${value.slice(0, cut)}*${value.slice(cut)}`,
      '*',
    ])
  }
  return random.chance(0.4)
    ? random.pick<ClaimValue>([[value], [value, 'other'], ['other', value], ['', value]])
    : value
}

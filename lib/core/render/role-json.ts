// A role of the JWT auth method as the body of an API write.
import type { Role } from '@/lib/core/mapping/plan'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'

/** Seconds. GitLab Runner logs in for each secret and reads at once; the token is of no use after that. */
export const tokenSeconds = 300

/**
 * Seconds, where a script reads: a lease ends with the token that made it, and transit is asked while the job runs. As long
 * as GitLab lets a job run unless told otherwise; the script revokes the token when the job ends.
 */
export const leaseSeconds = 3600

/**
 * Takes a role of the plan and its vault, and gives the JSON body of `POST auth/<path>/role/<name>`: always the whole
 * role, since a write that omits `role_type` falls back to `oidc`, one that omits `bound_claims_type` falls back to
 * `string`, and the rest keeps what an earlier write left. `token_bound_cidrs` is left to the operator and kept.
 * Claims are strings, as GitLab sends them: a boolean never equals the string `"true"`.
 * Sources: OpenBao `builtin/credential/jwt/path_role.go` (pathRoleCreateUpdate), GitLab `lib/gitlab/ci/jwt.rb`.
 */
export function renderRole(role: Role, vault: VaultDeclaration): string {
  const seconds = role.tokenSeconds ?? tokenSeconds
  const body = {
    role_type: 'jwt',
    user_claim: 'project_id',
    bound_audiences: [vault.audience],
    bound_subject: '',
    bound_claims_type: role.boundClaimsType,
    bound_claims: sortedByKey(role.boundClaims),
    claim_mappings: {},
    groups_claim: '',
    clock_skew_leeway: 0,
    expiration_leeway: 0,
    not_before_leeway: 0,
    token_policies: [...role.policies].sort(),
    token_no_default_policy: true,
    token_type: 'default',
    token_ttl: seconds,
    token_max_ttl: seconds,
    token_explicit_max_ttl: seconds,
    token_period: 0,
    token_num_uses: 0,
  }
  return `${JSON.stringify(body, null, 2)}\n`
}

function sortedByKey(claims: Role['boundClaims']): Role['boundClaims'] {
  return Object.fromEntries(Object.entries(claims).sort(([a], [b]) => (a < b ? -1 : 1)))
}

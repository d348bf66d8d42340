// For tests: a plan, and a server that holds all that is rendered, in the shape in which it gives things back.
import type { JsonObject } from '@/lib/core/trust/decode-field'
import { flavourOf } from '@/lib/core/trust/flavour'
import type { LiveVault, VaultReading } from '@/lib/core/trust/vault-reading'
import { accessExample } from './access-example'
import { bodyOf } from './access-mounts'
import { renderAuthConfig } from './auth-config'
import { plannedFields } from './drift-paths'
import type { DriftInput } from './drift-vault'
import { renderRole } from './role-json'
import { renderPolicy } from './vault-policy'

/**
 * A role as a read gives it back: with the fields that were never written, unset lists as null, names lower-case. `seed`
 * chooses among equal forms: lists of one or in another order (as Terraform writes them), older names besides.
 * Source: OpenBao `builtin/credential/jwt/path_role.go` (pathRoleRead).
 */
export function readBack(body: JsonObject, seed: number): JsonObject {
  const policies = Array.isArray(body.token_policies) ? body.token_policies : []
  const claims = Object.entries(typeof body.bound_claims === 'object' ? (body.bound_claims ?? {}) : {})
  const bound = claims.map(([name, value]) => {
    if (Array.isArray(value)) return [name, seed % 2 === 0 ? value : value.toReversed()] as const
    return [name, seed % 3 === 0 ? value : [value]] as const
  })
  return {
    ...body,
    allowed_redirect_uris: null,
    callback_mode: '',
    max_age: 0,
    oidc_scopes: null,
    poll_interval: 0,
    verbose_oidc_logging: false,
    user_claim_json_pointer: false,
    token_bound_cidrs: [],
    token_strictly_bind_ip: false,
    token_policies_template_claims: false,
    bound_claims: Object.fromEntries(bound),
    claim_mappings: seed % 2 === 0 ? null : {},
    token_policies: seed % 2 === 0 ? policies : policies.toReversed(),
    ...(seed % 5 === 0 ? { policies, ttl: body.token_ttl ?? 0 } : {}),
    ...(seed % 7 === 0 ? { token_ttl: `${body.token_ttl}s` } : {}),
  }
}

/** `reading` makes a new one at each call, so that a test can change it. */
export function driftExample() {
  const { estate, plan, rules } = accessExample()
  const flavour = flavourOf('openbao 2.4.0')
  const [vault] = rules.vaults
  if (flavour === null || vault === undefined) throw new Error('The example has a vault')
  const input: DriftInput = { plan, rules, gitlabUrl: estate.gitlab.url, flavour }
  const known = <T>(value: T) => ({ known: true, value }) as const
  const reading = (): VaultReading & { live: LiveVault } => ({
    vault: vault.name,
    address: vault.address,
    namespace: '',
    check: {
      at: '2026-03-01T09:00:00.000Z',
      problem: null,
      flavour: 'openbao',
      version: '2.4.0',
      sealed: false,
      clockSkew: 0,
      gitlabClockSkew: 0,
      login: 'token',
      tokenPolicies: ['cutover'],
      tokenTtl: null,
      reachesKeys: true,
      capabilities: {},
    },
    live: {
      readAt: '2026-03-01T09:00:00.000Z',
      mounts: known(
        rules.mounts.map(({ path, engine }) => {
          const version: 1 | 2 = engine === 'kv-v2' ? 2 : 1
          return { path, type: 'kv', version, accessor: null }
        }),
      ),
      authMounts: known([{ path: vault.auth_path, type: 'jwt', version: null, accessor: 'auth_jwt_1' }]),
      authConfig: known({
        ...bodyOf(renderAuthConfig(vault, estate.gitlab.url)),
        default_role: '',
        jwks_url: '',
        jwt_validation_pubkeys: [],
        oidc_client_id: '',
        namespace_in_state: true,
        status: 'valid',
      }),
      roleNames: known(plan.roles.map(({ name }) => name)),
      roles: Object.fromEntries(
        plan.roles.map((role, seed) => [role.name, known(readBack(bodyOf(renderRole(role, vault)), seed))]),
      ),
      policyNames: known(['default', 'root', ...plan.policies.map(({ name }) => name)]),
      policies: Object.fromEntries(plan.policies.map((policy) => [policy.name, known(renderPolicy(policy))])),
      fields: Object.fromEntries(
        [...plannedFields(plan, vault)].map(([path, { fields }]) => [path, known([...fields])]),
      ),
    },
    unknownSince: null,
  })
  return { input, vault, estate, reading }
}

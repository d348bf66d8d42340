// The data file of the Terraform form: what differs from one plan to another.
import type { Policy, Role } from '@/lib/core/mapping/plan'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import type { EngineRole } from './engine-role'
import { tokenSeconds } from './role-json'
import { renderPolicy } from './vault-policy'

export type TerraformInput = {
  vault: VaultDeclaration
  gitlabUrl: string
  policies: readonly Policy[]
  roles: readonly Role[]
  engineRoles: readonly EngineRole[]
}

/**
 * Takes what is rendered for one vault; gives the text of `cutover.json`, and one line for each role that the provider
 * cannot say. It splits every bound claim at `,` and trims the parts, so a claim that holds such a text needs the parsing
 * disabled, which then no list in the same role can have. Everything is spelled as the provider reads it back (lists joined
 * by `,` in their order, names in lower case, no slash at the end of a path), so that a second plan is empty.
 * Source: terraform-provider-vault 5.11 `vault/resource_jwt_auth_backend_role.go` (jwtAuthBackendRoleDataToWrite).
 */
export function renderTerraformData(input: TerraformInput): { text: string; problems: string[] } {
  const { vault, policies } = input
  const problems: string[] = []
  const roles = input.roles.flatMap((role) => {
    const claims = terraformClaims(role.boundClaims)
    if (claims === null)
      problems.push(`Role ${role.name} has a list beside a claim with a comma: apply it by its JSON.`)
    return claims === null ? [] : [[role.name, terraformRole(role, vault, claims)] as const]
  })
  const engines = input.engineRoles.map(({ mount, name, path, body }) => {
    return { key: path, engine: body.engine, value: { backend: mount, name, ...body.role } }
  })
  const of = (engine: EngineRole['body']['engine']) =>
    sorted(engines.filter((one) => one.engine === engine).map(({ key, value }) => [key, value] as const))
  const data = {
    vault: { address: vault.address, namespace: vault.namespace || null },
    auth: {
      path: vault.auth_path.replace(/^\/+|\/+$/g, ''),
      owned: vault.owned,
      keys: vault.keys,
      issuer: input.gitlabUrl.replace(/\/+$/, ''),
    },
    policies: sorted(policies.map((policy) => [policy.name, renderPolicy(policy)] as const)),
    roles: sorted(roles),
    database_roles: of('database'),
    aws_roles: of('aws'),
  }
  return { text: `${JSON.stringify(data, null, 2)}\n`, problems }
}

type Claims = { bound_claims: Record<string, string>; disable_bound_claims_parsing: boolean }

/** Null where the provider has no way to say it. */
export function terraformClaims(claims: Role['boundClaims']): Claims | null {
  const entries = Object.entries(claims).sort(([a], [b]) => (a < b ? -1 : 1))
  const values = entries.map(([claim, value]) => [claim, [value].flat()] as const)
  const delicate = values.some(([, texts]) => texts.some((text) => text.includes(',') || text !== goTrim(text)))
  if (delicate && values.some(([, texts]) => texts.length !== 1)) return null
  return {
    bound_claims: Object.fromEntries(values.map(([claim, texts]) => [claim, texts.join(',')])),
    disable_bound_claims_parsing: delicate,
  }
}

/** Go's `strings.TrimSpace`, which also takes U+0085 and leaves U+FEFF. */
function goTrim(text: string): string {
  return text.replace(/^[\p{White_Space}]+|[\p{White_Space}]+$/gu, '')
}

function terraformRole(role: Role, vault: VaultDeclaration, claims: Claims) {
  return {
    bound_audiences: [vault.audience],
    ...claims,
    bound_claims_type: role.boundClaimsType,
    token_policies: [...role.policies].sort(),
    token_seconds: role.tokenSeconds ?? tokenSeconds,
  }
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

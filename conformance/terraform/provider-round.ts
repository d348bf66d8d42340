// What terraform-provider-vault 5.11 sends for the data of a plan, and what it reads back into its state.
import type { EstateServer } from '../estate/estate-server'

/** The data file, as far as it is sent. */
export type TerraformData = {
  auth: { path: string; keys: string; issuer: string }
  policies: Record<string, string>
  roles: Record<string, RoleData>
  database_roles: Record<string, DatabaseData>
}

type RoleData = {
  bound_audiences: string[]
  bound_claims: Record<string, string>
  bound_claims_type: string
  disable_bound_claims_parsing: boolean
  token_policies: string[]
  token_seconds: number
}

type DatabaseData = { backend: string; name: string } & Record<string, unknown>

/** Sends all of it, the configuration first. Source: `vault/resource_jwt_auth_backend.go`, `…_role.go`, `resource_policy.go`, `resource_database_secret_backend_role.go`. */
export async function sendAsProvider(server: EstateServer, data: TerraformData, keys: string[]): Promise<void> {
  const { path, issuer } = data.auth
  await server.make(`sys/auth/${path}`, { type: 'jwt' }, `sys/auth/${path}`)
  const source = data.auth.keys === 'static' ? { jwt_validation_pubkeys: keys } : { oidc_discovery_url: issuer }
  await server.make(`auth/${path}/config`, { ...source, bound_issuer: issuer, jwt_supported_algs: ['RS256'] })
  for (const [name, policy] of Object.entries(data.policies)) {
    await server.make(`sys/policy/${name}`, { policy }, `sys/policy/${name}`)
  }
  for (const [name, role] of Object.entries(data.roles)) await server.make(`auth/${path}/role/${name}`, sentRole(role))
  for (const { backend, name, ...body } of Object.values(data.database_roles)) {
    await server.make(`${backend}/roles/${name}`, body)
  }
}

/** Every claim becomes a list, split at `,` and trimmed, unless that is switched off. */
function sentRole({
  bound_claims: claims,
  disable_bound_claims_parsing: whole,
  token_seconds: seconds,
  ...rest
}: RoleData) {
  const bound = Object.entries(claims).map(([name, text]) => [
    name,
    whole ? [text] : text.split(',').map((one) => one.trim()),
  ])
  const ttl = { token_ttl: seconds, token_max_ttl: seconds, token_explicit_max_ttl: seconds }
  const fixed = { role_type: 'jwt', user_claim: 'project_id', token_no_default_policy: true, token_type: 'default' }
  return { ...rest, ...ttl, ...fixed, bound_claims: Object.fromEntries(bound) }
}

/** Reads all of it back, in the form of the data: what differs from it would be a change in a second plan. */
export async function readAsProvider(
  server: EstateServer,
  data: TerraformData,
): Promise<TerraformData & { keys: string[] }> {
  const read = async (path: string) => recordOf((await server.must('GET', path)).body.data)
  const { path } = data.auth
  const config = await read(`auth/${path}/config`)
  const policies: [string, string][] = []
  for (const name of await listed(server, 'sys/policies/acl')) {
    if (name in data.policies) policies.push([name, String((await read(`sys/policies/acl/${name}`)).policy)])
  }
  const roles: [string, RoleData][] = []
  for (const name of await listed(server, `auth/${path}/role`)) {
    const role = await read(`auth/${path}/role/${name}`)
    roles.push([name, readRole(role, data.roles[name]?.disable_bound_claims_parsing ?? false)])
  }
  const databases: [string, DatabaseData][] = []
  for (const [key, { backend, name, ...sent }] of Object.entries(data.database_roles)) {
    const role = await read(`${backend}/roles/${name}`)
    databases.push([
      key,
      { backend, name, ...Object.fromEntries(Object.keys(sent).map((field) => [field, role[field]])) },
    ])
  }
  return {
    ...data,
    auth: { ...data.auth, issuer: String(config.bound_issuer) },
    policies: Object.fromEntries(policies),
    roles: Object.fromEntries(roles),
    database_roles: Object.fromEntries(databases),
    keys: textsOf(config.jwt_validation_pubkeys),
  }
}

/** Lists are joined by `,`; sets have no order. */
function readRole(role: Record<string, unknown>, whole: boolean): RoleData {
  const claims = Object.entries(recordOf(role.bound_claims)).map(([name, value]): [string, string] => [
    name,
    textsOf(value).join(','),
  ])
  return {
    bound_audiences: textsOf(role.bound_audiences).toSorted(),
    bound_claims: Object.fromEntries(claims.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    bound_claims_type: String(role.bound_claims_type),
    disable_bound_claims_parsing: whole,
    token_policies: textsOf(role.token_policies).toSorted(),
    token_seconds: Number(role.token_ttl),
  }
}

async function listed(server: EstateServer, path: string): Promise<string[]> {
  const { status, body } = await server.call('GET', `${path}?list=true`)
  return status === 404 ? [] : textsOf(recordOf(body.data).keys)
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function textsOf(value: unknown): string[] {
  return [value].flat().map(String)
}

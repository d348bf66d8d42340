// What a Vault or OpenBao holds of the plan and beside it: roles, policies, names of fields. No value is ever asked for.
import { z } from 'zod'
import type { JsonObject } from '@/lib/core/trust/decode-field'
import type { LiveVault } from '@/lib/core/trust/vault-reading'
import { ask, askEach } from './ask'
import { parseData } from './parse-data'
import type { ReadMounts } from './read-mounts'
import type { VaultSession } from './vault-session'

/** What the plan names in one vault. */
export type WantedOfVault = {
  /** Path of the JWT auth method, without slashes at the ends. */
  authPath: string
  /** Paths of the declared and planned mounts. */
  mounts: string[]
  roles: string[]
  policies: string[]
  /** The places in KV v2 whose fields are looked up. */
  paths: { mount: string; path: string }[]
}

const objectSchema = z.record(z.string(), z.json())
const policySchema = z.object({ policy: z.string() })
const subkeysSchema = z.object({ subkeys: z.record(z.string(), z.unknown()).nullable() })

/**
 * Reads roles and configuration of the auth method, the policies of the plan and of the roles, and for each planned place the
 * names of its fields through `subkeys`, which answers null for every field (OpenBao `builtin/logical/kv/path_subkeys.go`).
 * A single refusal makes that part unknown; a failure of the server or the login is thrown as `VaultError`.
 */
export async function readLive(
  session: Pick<VaultSession, 'read' | 'list'>,
  mounts: ReadMounts,
  wanted: WantedOfVault,
  readAt: string,
): Promise<LiveVault> {
  const auth = `auth/${wanted.authPath}`
  const [authConfig, roleNames, policyNames] = await Promise.all([
    ask(async () => withoutProvider(objectOrNull(await session.read(`${auth}/config`)))),
    ask(async () => (await session.list(`${auth}/role`)) ?? []),
    ask(async () => (await session.list('sys/policies/acl')) ?? []),
  ])
  const roles = await askEach([...wanted.roles, ...(roleNames.known ? roleNames.value : [])], async (name) =>
    objectOrNull(await session.read(`${auth}/role/${name}`)),
  )
  const ofRoles = Object.values(roles).flatMap((role) => (role.known ? policiesOf(role.value) : []))
  const policies = await askEach(
    ['default', ...wanted.policies, ...ofRoles].map((name) => name.toLowerCase()).filter((name) => name !== 'root'),
    async (name) => {
      const data = await session.read(`sys/policies/acl/${name}`)
      return data === undefined ? null : parseData(policySchema, data).policy
    },
  )
  const places = new Map(wanted.paths.map(({ mount, path }) => [`${mount}/${path}`, `${mount}/subkeys/${path}`]))
  const fields = await askEach(places.keys(), async (place) => {
    const data = await session.read(places.get(place) ?? '', 'depth=1')
    const subkeys = data === undefined ? null : parseData(subkeysSchema, data).subkeys
    return subkeys === null ? null : Object.keys(subkeys).sort()
  })
  return {
    readAt,
    mounts: mounts.mounts,
    authMounts: mounts.authMounts,
    authConfig,
    roleNames,
    roles,
    policyNames,
    policies,
    fields,
  }
}

function objectOrNull(data: unknown): JsonObject | null {
  return data === undefined ? null : parseData(objectSchema, data)
}

/** `token_policies`, and `policies` where a role still has the old field. */
function policiesOf(role: JsonObject | null): string[] {
  return [role?.token_policies, role?.policies].flatMap((list) =>
    Array.isArray(list) ? list.filter((name) => typeof name === 'string' && name !== '').map(String) : [],
  )
}

/** A provider's configuration may hold a credential, such as a service account: only its name is kept. */
function withoutProvider(config: JsonObject | null): JsonObject | null {
  const provider = config?.provider_config
  if (config === null || typeof provider !== 'object' || provider === null || Array.isArray(provider)) return config
  const name = 'provider' in provider ? provider.provider : undefined
  return { ...config, provider_config: name === undefined ? {} : { provider: name } }
}

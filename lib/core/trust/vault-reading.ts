// What the worker read from a real Vault or OpenBao. Holds no credential and no value: names, roles, policies, field names.
import type { JsonObject } from './decode-field'

/** Why something could not be asked, or was not answered. It is then unknown, never missing. */
export type VaultUnknown =
  | 'not_connected'
  | 'unreachable'
  | 'tls_failed'
  | 'redirected'
  | 'not_a_vault'
  | 'sealed'
  | 'not_initialized'
  | 'login_refused'
  | 'token_refused'
  | 'permission_denied'
  | 'namespace_unknown'
  | 'rate_limited'
  | 'server_error'

/** Null as a value: asked, and it is not there. */
export type Asked<T> = { known: true; value: T } | { known: false; why: VaultUnknown }

/** A secrets engine or an auth method. */
export type LiveMount = {
  /** Without a slash at either end. */
  path: string
  /** `kv`, `database`, `aws`, `transit`, `jwt` … as the server names it. */
  type: string
  /** Of a KV mount; null for any other. */
  version: 1 | 2 | null
  /** Of an auth mount. */
  accessor: string | null
}

/** Everything that Cutover may know of one declared vault. */
export type LiveVault = {
  readAt: string
  mounts: Asked<LiveMount[]>
  authMounts: Asked<LiveMount[]>
  /** The configuration of the declared auth mount as the server gives it back; null where none was written. */
  authConfig: Asked<JsonObject | null>
  /** Names of all roles of that mount. */
  roleNames: Asked<string[]>
  /** By name: every role that exists there and every one of the plan. */
  roles: Record<string, Asked<JsonObject | null>>
  policyNames: Asked<string[]>
  /** Text by lower-case name: those of the plan and those that the roles name. */
  policies: Record<string, Asked<string | null>>
  /** Names of the fields by planned path `<mount>/<path>`, of KV v2 alone (`subkeys` shows no value). */
  fields: Record<string, Asked<string[] | null>>
}

/** What a connection can do and how the server stands, from the last check. */
export type VaultCheck = {
  at: string
  problem: VaultUnknown | null
  flavour: 'vault' | 'openbao' | null
  version: string | null
  sealed: boolean | null
  /** The server's clock minus ours, seconds. */
  clockSkew: number | null
  /** GitLab's clock minus ours, seconds. */
  gitlabClockSkew: number | null
  login: 'token' | 'approle' | null
  tokenPolicies: string[] | null
  /** Seconds that the token still lasts; null where unknown or without end. */
  tokenTtl: number | null
  /** Does the server reach GitLab's keys, as a read of the configuration tells; null where unknown. */
  reachesKeys: boolean | null
  /** What the token may do: `read`, `list` and so on by API path. */
  capabilities: Record<string, string[]>
}

/** Kept as the fact `vault:<name>`, one for each vault of the mapping that has a connection. */
export type VaultReading = {
  /** Name of the vault in the mapping. */
  vault: string
  address: string
  namespace: string
  check: VaultCheck
  /** The last one that succeeded. */
  live: LiveVault | null
  /** Since when the server could not be read; null where the last try succeeded. */
  unknownSince: string | null
}

/** Kept as the fact `vault_connections`: what the worker was told to connect to, and what became of it. */
export type VaultConnectionsFact = {
  at: string
  /** Names of the vaults of the mapping that have a connection. */
  connected: string[]
  /** Connections for which the mapping declares no vault. */
  unmatched: { name: string | null; address: string; namespace: string }[]
  /** Settings that are not used because the demo GitLab runs. */
  ignored: string[]
  /** What is wrong with the settings, in plain English. */
  problems: string[]
}

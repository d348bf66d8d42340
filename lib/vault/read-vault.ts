// One reading of one Vault, from the first look to the end of the login: what the check found, and everything live.
import { z } from 'zod'
import type { LiveVault, VaultCheck } from '@/lib/core/trust/vault-reading'
import type { VaultSettings } from '@/lib/env'
import { ask } from './ask'
import { neededPaths } from './needed-paths'
import { parseData } from './parse-data'
import { readHealth } from './read-health'
import { readLive, type WantedOfVault } from './read-live'
import { readMounts } from './read-mounts'
import { VaultError } from './vault-error'
import { openVaultSession, type VaultSession } from './vault-session'
import { makeVaultTransport, type VaultTransport } from './vault-transport'

const tokenSchema = z.object({
  policies: z.array(z.string()).nullish(),
  identity_policies: z.array(z.string()).nullish(),
  ttl: z.number().nullish(),
  expire_time: z.string().nullish(),
})

/**
 * Never throws for what the server does: `check.problem` then says why, and `live` is null, which means unknown. A refusal of
 * one part stays in that part. Asks for no value, writes nothing, and ends the token that it made.
 */
export async function readVault(
  settings: VaultSettings,
  wanted: WantedOfVault,
  gitlabClockSkew: number | null,
  now: () => number = Date.now,
): Promise<{ check: VaultCheck; live: LiveVault | null }> {
  const at = new Date(now()).toISOString()
  const check: VaultCheck = { ...nothingKnown, at, gitlabClockSkew }
  const transport = makeVaultTransport(settings)
  let session: VaultSession | null = null
  try {
    const health = await readHealth(transport, now)
    const { flavour, version, sealed, clockSkew } = health
    Object.assign(check, { flavour, version, sealed, clockSkew })
    if (!health.initialized) throw new VaultError('not_initialized')
    if (sealed) throw new VaultError('sealed')
    session = await openVaultSession(transport, settings.credential, now)
    check.login = session.login
    return { check, live: await readAll(session, wanted, check) }
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    return { check: { ...check, problem: error.code }, live: null }
  } finally {
    await close(session, transport)
  }
}

async function readAll(session: VaultSession, wanted: WantedOfVault, check: VaultCheck): Promise<LiveVault> {
  const token = await ask(async () => parseData(tokenSchema, await session.read('auth/token/lookup-self')))
  if (token.known) {
    const { policies, identity_policies, ttl, expire_time } = token.value
    check.tokenPolicies = [...new Set([...(policies ?? []), ...(identity_policies ?? [])])].sort()
    check.tokenTtl = expire_time && typeof ttl === 'number' ? ttl : null
  }
  const capabilities = await ask(() => session.capabilities(neededPaths(wanted)))
  if (capabilities.known) check.capabilities = capabilities.value
  const mounts = await readMounts(session, { mounts: wanted.mounts, authMounts: [wanted.authPath] })
  check.flavour = mounts.flavour ?? check.flavour
  const live = await readLive(session, mounts, wanted, check.at)
  requireSome(live)
  check.reachesKeys = reachesKeys(live.authConfig)
  return live
}

/** Where all is refused by an error that passes, the reading failed: the last one is worth more than knowing nothing. */
function requireSome({ mounts, authMounts, authConfig, roleNames, policyNames }: LiveVault): void {
  const asked = [mounts, authMounts, authConfig, roleNames, policyNames]
  const codes = asked.flatMap((one) => (one.known ? [] : [one.why]))
  const passing = codes.find((code) => code === 'server_error' || code === 'rate_limited')
  if (codes.length === asked.length && passing) throw new VaultError(passing)
}

/**
 * OpenBao says `status` when the configuration is read: `invalid` where it could not build what checks tokens, for which
 * discovery has to answer (`pathConfigRead`). Keys behind a `jwks_url` are fetched at the first login only: unknown.
 */
function reachesKeys(config: LiveVault['authConfig']): boolean | null {
  if (!config.known || config.value === null) return null
  if (config.value.status === 'invalid') return false
  return config.value.status === 'valid' && config.value.oidc_discovery_url ? true : null
}

async function close(session: VaultSession | null, transport: VaultTransport): Promise<void> {
  await session?.close()
  await transport.close()
}

const nothingKnown: Omit<VaultCheck, 'at'> = {
  problem: null,
  flavour: null,
  version: null,
  sealed: null,
  clockSkew: null,
  gitlabClockSkew: null,
  login: null,
  tokenPolicies: null,
  tokenTtl: null,
  reachesKeys: null,
  capabilities: {},
}

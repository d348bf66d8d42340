// How a Vault or OpenBao stands, as it tells without a login.
import { z } from 'zod'
import { VaultError } from './vault-error'
import type { VaultTransport } from './vault-transport'

export type VaultHealth = {
  /** From the version alone, since Vault is also at 2.x now: only Vault says `enterprise`. Mounts tell for certain. */
  flavour: 'vault' | 'openbao'
  version: string
  sealed: boolean
  initialized: boolean
  /** The server's clock minus ours, in seconds. */
  clockSkew: number
}

const healthSchema = z.object({
  initialized: z.boolean(),
  sealed: z.boolean(),
  version: z.string(),
  server_time_utc: z.number(),
  enterprise: z.boolean().optional(),
})

/** 429, 472 and 473 are standbys, 501 not initialised, 503 sealed: each with the same body. */
const answers = [429, 472, 473, 501, 503]

/**
 * Asks `sys/health`, which exists in the root namespace only. Fails with a `VaultError` where no Vault answers.
 * Source: developer.hashicorp.com/vault/api-docs/system/health, OpenBao `internal/http/sys_health.go`.
 */
export async function readHealth(transport: VaultTransport, now: () => number = Date.now): Promise<VaultHealth> {
  const before = now()
  const query = 'standbyok=true&perfstandbyok=true'
  const { body } = await transport.send({
    method: 'GET',
    path: 'sys/health',
    query,
    inNamespace: false,
    accept: answers,
  })
  const between = (before + now()) / 2
  const result = healthSchema.safeParse(body)
  if (!result.success) throw new VaultError('not_a_vault')
  const { initialized, sealed, version, server_time_utc, enterprise } = result.data
  return {
    flavour: enterprise !== undefined || version.startsWith('1.') ? 'vault' : 'openbao',
    version,
    sealed,
    initialized,
    // The server tells whole seconds, cut off: half a second is the fairest guess.
    clockSkew: Math.round(server_time_utc + 0.5 - between / 1000),
  }
}

// The mounts and auth methods of a Vault, and which product it is.
import { z } from 'zod'
import type { Asked, LiveMount } from '@/lib/core/trust/vault-reading'
import { ask } from './ask'
import { parseData } from './parse-data'
import type { VaultSession } from './vault-session'

const mountSchema = z.object({
  type: z.string(),
  accessor: z.string().nullish(),
  options: z.record(z.string(), z.unknown()).nullish(),
  running_plugin_version: z.string().nullish(),
})
const mountsSchema = z.record(z.string(), mountSchema)
const visibleSchema = z.object({ secret: mountsSchema, auth: mountsSchema })

type Mounts = z.infer<typeof mountsSchema>

export type ReadMounts = {
  mounts: Asked<LiveMount[]>
  authMounts: Asked<LiveMount[]>
  /** Null where no mount told. */
  flavour: 'vault' | 'openbao' | null
}

/**
 * Reads `sys/mounts` and `sys/auth`. Where they are denied, `sys/internal/ui/mounts` lists those in which the token may do
 * anything: it proves that a mount is there and never that one is missing, so it counts only where it shows all of `needed`.
 * Source: OpenBao `vault/logical_system.go` (handleMountTable, pathInternalUIMountsRead).
 */
export async function readMounts(
  session: Pick<VaultSession, 'read'>,
  needed: { mounts: string[]; authMounts: string[] },
): Promise<ReadMounts> {
  const [secret, auth] = await Promise.all([
    ask(async () => parseData(mountsSchema, await session.read('sys/mounts'))),
    ask(async () => parseData(mountsSchema, await session.read('sys/auth'))),
  ])
  const visible =
    secret.known && auth.known
      ? null
      : await ask(async () => parseData(visibleSchema, await session.read('sys/internal/ui/mounts')))
  const seen = visible?.known ? visible.value : null
  return {
    mounts: settled(secret, seen?.secret ?? null, needed.mounts),
    authMounts: settled(auth, seen?.auth ?? null, needed.authMounts),
    flavour: flavourOf(
      [secret, auth].flatMap((asked) => (asked.known ? [asked.value] : [])).concat(seen?.secret ?? []),
    ),
  }
}

function settled(asked: Asked<Mounts>, seen: Mounts | null, needed: string[]): Asked<LiveMount[]> {
  if (asked.known) return { known: true, value: listed(asked.value) }
  const found = seen === null ? [] : listed(seen)
  const all = needed.length > 0 && needed.every((path) => found.some((mount) => mount.path === path))
  return all ? { known: true, value: found } : asked
}

function listed(mounts: Mounts): LiveMount[] {
  return Object.entries(mounts)
    .map(([path, { type, options, accessor }]): LiveMount => {
      const version = String(options?.version ?? '1') === '2' ? 2 : 1
      return {
        path: path.replace(/\/$/, ''),
        type,
        version: type === 'kv' || type === 'generic' ? version : null,
        accessor: accessor ?? null,
      }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Built-in plugins are marked `+builtin.vault` or `+builtin.bao` (OpenBao: `+builtin.openbao` in later versions). */
function flavourOf(tables: Mounts[]): 'vault' | 'openbao' | null {
  const versions = tables.flatMap((mounts) => Object.values(mounts).map((mount) => mount.running_plugin_version ?? ''))
  if (versions.some((version) => /\+builtin\.(open)?bao$/.test(version))) return 'openbao'
  return versions.some((version) => version.endsWith('+builtin.vault')) ? 'vault' : null
}

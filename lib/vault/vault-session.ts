// A login at a Vault or OpenBao that lasts for one reading: with a token that is given, or through AppRole.
import { z } from 'zod'
import type { VaultCredential } from '@/lib/env'
import { Secret } from '@/lib/secret'
import { parseData } from './parse-data'
import { VaultError } from './vault-error'
import type { VaultRequest, VaultTransport } from './vault-transport'

export type VaultSession = {
  login: 'token' | 'approle'
  /** The `data` of the answer; undefined where nothing is there. */
  read: (path: string, query?: string) => Promise<unknown>
  /** The names below; undefined where nothing is there. */
  list: (path: string) => Promise<string[] | undefined>
  capabilities: (paths: string[]) => Promise<Record<string, string[]>>
  /** Ends a token that was made here. A given one stays. */
  close: () => Promise<void>
}

const loginSchema = z.object({ auth: z.object({ client_token: z.string().min(1), lease_duration: z.number() }) })
const dataSchema = z.object({ data: z.unknown() })
const keysSchema = z.object({ data: z.object({ keys: z.array(z.string()) }) })
const capabilitiesSchema = z.object({ data: z.record(z.string(), z.array(z.string())) })

/**
 * Everything that it asks is a read, but for the login and the end of the login's own token. A token of AppRole is made anew
 * before it ends, and once when the server does not know it any more. Failures are `VaultError`; `login_refused` for AppRole.
 * Sources: developer.hashicorp.com/vault/api-docs/auth/approle, auth/token (revoke-self), OpenBao `vault/router.go`.
 */
export async function openVaultSession(
  transport: VaultTransport,
  credential: VaultCredential,
  now: () => number = Date.now,
): Promise<VaultSession> {
  const tokens = credential.kind === 'token' ? givenToken(credential.token) : approleTokens(transport, credential, now)
  await tokens.current()
  const send = async (request: VaultRequest) => {
    const token = await tokens.current()
    try {
      return await transport.send({ ...request, token })
    } catch (error) {
      const unknownToken = error instanceof VaultError && error.code === 'token_refused'
      if (!unknownToken || !(await tokens.renewed(token))) throw error
      return transport.send({ ...request, token: await tokens.current() })
    }
  }
  return {
    login: credential.kind,
    read: async (path, query) => {
      const { body } = await send({ method: 'GET', path, query })
      return body === undefined ? undefined : parseData(dataSchema, body).data
    },
    list: async (path) => {
      const { body } = await send({ method: 'GET', path, query: 'list=true' })
      return body === undefined ? undefined : parseData(keysSchema, body).data.keys
    },
    capabilities: async (paths) => {
      const { body } = await send({ method: 'POST', path: 'sys/capabilities-self', body: { paths } })
      const { data } = parseData(capabilitiesSchema, body)
      return Object.fromEntries(paths.map((path) => [path, data[path] ?? []]))
    },
    close: tokens.end,
  }
}

type Tokens = {
  current: () => Promise<Secret>
  /** Makes a new one in place of `refused`, once; tells whether there is one. */
  renewed: (refused: Secret) => Promise<boolean>
  end: () => Promise<void>
}

function givenToken(token: Secret): Tokens {
  return { current: async () => token, renewed: async () => false, end: async () => {} }
}

function approleTokens(
  transport: VaultTransport,
  { mount, roleId, secretId }: Extract<VaultCredential, { kind: 'approle' }>,
  now: () => number,
): Tokens {
  let held: { token: Secret; until: number } | null = null
  let logins: Promise<{ token: Secret; until: number }> | null = null
  let again = true

  const logIn = async () => {
    const before = held
    const body = { role_id: roleId.reveal(), secret_id: secretId.reveal() }
    const path = `auth/${mount}/login`
    const answer = await transport.send({ method: 'POST', path, body }).catch(asLoginRefusal)
    if (answer.body === undefined) throw new VaultError('login_refused')
    const { auth } = parseData(loginSchema, answer.body, 'not_a_vault')
    const seconds = auth.lease_duration
    // Before the last fifth of its time; no time means no end.
    const until = seconds === 0 ? Number.POSITIVE_INFINITY : now() + seconds * 800
    held = { token: new Secret(auth.client_token), until }
    if (before) await revoke(transport, before.token)
    return held
  }
  const logInOnce = () => {
    logins ??= logIn().finally(() => {
      logins = null
    })
    return logins
  }
  return {
    current: async () => (held && held.until > now() ? held : await logInOnce()).token,
    renewed: async (refused) => {
      // Another request may have been refused at the same time, and be logging in.
      if (logins) await logins
      if (held && held.token !== refused) return true
      if (!again) return false
      again = false
      await logInOnce()
      return true
    },
    end: async () => {
      if (held) await revoke(transport, held.token)
      held = null
    },
  }
}

/** A batch token cannot be revoked, and one that ended need not be: neither is a failure of the reading. */
async function revoke(transport: VaultTransport, token: Secret): Promise<void> {
  await transport.send({ method: 'POST', path: 'auth/token/revoke-self', body: {}, token }).catch(() => {})
}

/** 400 for a wrong or used secret id, 403 for an address that is not allowed or a mount that does not exist. */
function asLoginRefusal(error: unknown): never {
  if (error instanceof VaultError && !['namespace_unknown', 'not_a_vault', 'redirected'].includes(error.code)) {
    if (error.status !== null && error.status >= 400 && error.status < 429)
      throw new VaultError('login_refused', error.status)
  }
  throw error
}

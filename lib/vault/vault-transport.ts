// One HTTP request to Vault or OpenBao: time and size limits, no redirect to another host, one retry, errors as codes.
import { Agent, type Dispatcher, fetch } from 'undici'
import type { VaultUnknown } from '@/lib/core/trust/vault-reading'
import type { Secret } from '@/lib/secret'
import { codeOfRefusal, saysAbsent, VaultError } from './vault-error'

export type VaultRequest = {
  method: 'GET' | 'POST'
  /** Below `/v1/`, not yet encoded; each part between slashes is. */
  path: string
  query?: string
  body?: object
  token?: Secret | null
  /** False for the few paths that only the root namespace has. */
  inNamespace?: boolean
  /** Statuses beside 2xx that are an answer too. */
  accept?: readonly number[]
}

/** `body` is undefined where the server says that nothing is there. */
export type VaultAnswer = { status: number; body: unknown }

export type VaultTransport = {
  send: (request: VaultRequest) => Promise<VaultAnswer>
  close: () => Promise<void>
}

const longestWait = 20
const sizeLimit = 16 * 1024 * 1024

/**
 * Sends to this one address only. 429, 412 and 5xx are repeated once, after what Retry-After says; a request that logs in too.
 * `timeout` is for one attempt, in milliseconds. Failures are `VaultError` with a code and without any upstream text.
 * Headers: developer.hashicorp.com/vault/api-docs (X-Vault-Request, X-Vault-Namespace); OpenBao takes the same.
 */
export function makeVaultTransport(
  settings: { address: string; namespace: string | null; ca: string | null },
  timeout = 15_000,
): VaultTransport {
  const dispatcher = new Agent({ connect: settings.ca ? { ca: settings.ca } : {}, connections: 8 })
  const connection = { ...settings, dispatcher, timeout }
  return {
    send: async (request) => {
      try {
        return await attemptOnce(connection, request)
      } catch (error) {
        if (!(error instanceof Retry)) throw error
        if (error.after > longestWait) throw error.final
        await new Promise((resolve) => setTimeout(resolve, error.after * 1000))
        return attemptOnce(connection, request).catch((second) => {
          throw second instanceof Retry ? second.final : second
        })
      }
    },
    close: () => dispatcher.destroy(),
  }
}

class Retry extends Error {
  constructor(
    readonly after: number,
    readonly final: VaultError,
  ) {
    super(final.message)
  }
}

type Connection = { address: string; namespace: string | null; dispatcher: Dispatcher; timeout: number }

async function attemptOnce(connection: Connection, request: VaultRequest, from?: URL): Promise<VaultAnswer> {
  const url = from ?? addressOf(connection.address, request)
  const namespace = request.inNamespace === false ? null : connection.namespace
  let response: Awaited<ReturnType<typeof fetch>>
  let text: string
  try {
    response = await fetch(url, {
      method: request.method,
      headers: {
        accept: 'application/json',
        'x-vault-request': 'true',
        ...(request.token ? { 'x-vault-token': request.token.reveal() } : {}),
        ...(namespace === null ? {} : { 'x-vault-namespace': namespace }),
        ...(request.body ? { 'content-type': 'application/json' } : {}),
      },
      body: request.body ? JSON.stringify(request.body) : undefined,
      redirect: 'manual',
      signal: AbortSignal.timeout(connection.timeout),
      dispatcher: connection.dispatcher,
    })
    text = await limited(response)
  } catch (error) {
    throw error instanceof VaultError ? error : connectionFailure(error)
  }
  const { status } = response
  if (status >= 300 && status < 400) {
    const location = response.headers.get('location')
    const target = location !== null && URL.canParse(location, url) ? new URL(location, url) : null
    if (from || request.method !== 'GET' || target?.origin !== url.origin) throw new VaultError('redirected', status)
    return attemptOnce(connection, request, target)
  }
  const body = parse(text)
  if (status < 300 || request.accept?.includes(status)) {
    if (body === undefined && text !== '') throw new VaultError('not_a_vault', status)
    return { status, body: body ?? null }
  }
  if (status === 404 && saysAbsent(body)) return { status, body: undefined }
  const refusal = new VaultError(codeOfRefusal(status, body), status)
  const mayPass: VaultUnknown[] = ['rate_limited', 'server_error']
  if ((status === 429 || status === 412 || status >= 500) && mayPass.includes(refusal.code))
    throw new Retry(retryAfter(response.headers.get('retry-after')), refusal)
  throw refusal
}

function addressOf(address: string, { path, query }: VaultRequest): URL {
  const parts = path.split('/')
  // A browser-style address would resolve these, and ask for something else.
  if (parts.some((part) => part === '.' || part === '..')) throw new VaultError('server_error')
  return new URL(`${address}/v1/${parts.map(encodeURIComponent).join('/')}${query ? `?${query}` : ''}`)
}

async function limited(response: Awaited<ReturnType<typeof fetch>>): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > sizeLimit) throw new VaultError('not_a_vault', response.status)
    parts.push(Buffer.from(part))
  }
  return Buffer.concat(parts).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Half a second where the server does not say. */
function retryAfter(header: string | null): number {
  if (header === null) return 0.5
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const until = Date.parse(header)
  return Number.isNaN(until) ? 0.5 : Math.max(0, (until - Date.now()) / 1000)
}

function connectionFailure(error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET|ERR_TLS|ERR_SSL|EPROTO|ERR_OSSL/.test(code))
    return new VaultError('tls_failed')
  const final = new VaultError('unreachable')
  return /ECONNRESET|UND_ERR_SOCKET|EPIPE/.test(code) ? new Retry(0.5, final) : final
}

// The transport against servers that misbehave: each failure is told by its code, and no token goes astray.
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { afterEach, describe, expect, it } from 'vitest'
import { Secret } from '@/lib/secret'
import { VaultError } from './vault-error'
import { makeVaultTransport, type VaultRequest } from './vault-transport'

// A pair for 127.0.0.1 that signs itself and serves this test only.
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgNA4F5aJcAHrIWHXB
KsGeIsSpKddf5cXR51q2d4jHkDqhRANCAATTPTbVaeUHgPJ3YNXer/aRKd7mIe6u
hjFk0jcOzNEY9/AUdyW8JUwQesSlEyhp1X2N8pTbFHOEDI//lwx1co/h
-----END PRIVATE KEY-----`
const certificate = `-----BEGIN CERTIFICATE-----
MIIBZTCCAQqgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNM9NtVp5QeA8ndg
1d6v9pEp3uYh7q6GMWTSNw7M0Rj38BR3JbwlTBB6xKUTKGnVfY3ylNsUc4QMj/+X
DHVyj+GjSzBJMBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcEfwAAATAMBgNVHRMEBTAD
AQH/MB0GA1UdDgQWBBTN8Hd/IQI8246VLDdvtBh5TxNvPzAKBggqhkjOPQQDAgNJ
ADBGAiEA4lBLII5oX3Q7FkUUxP19NvaI80QtheMN9BPUG3LGBdECIQDiRqQbsGCu
DIqaCAYJjImg4cqJURYxh4C4e2dNxKhshg==
-----END CERTIFICATE-----`

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(listener: RequestListener, tls = false): Promise<string> {
  const server = tls ? createTlsServer({ key, cert: certificate }, listener) : createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `${tls ? 'https' : 'http'}://127.0.0.1:${address.port}`
}

/** Answers in turn; the last one again and again. Counts what came. */
function inTurn(...answers: { status: number; body?: string; headers?: Record<string, string> }[]) {
  const seen: { url: string; headers: Record<string, unknown> }[] = []
  const listener: RequestListener = (request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers })
    const {
      status,
      body = '{"errors":[]}',
      headers = {},
    } = answers[Math.min(seen.length, answers.length) - 1] ?? { status: 500 }
    response.writeHead(status, headers).end(body)
  }
  return { seen, listener }
}

const read: VaultRequest = { method: 'GET', path: 'sys/mounts', token: new Secret('hvs.x') }

async function send(
  address: string,
  request = read,
  { ca = null, timeout }: { ca?: string | null; timeout?: number } = {},
) {
  const transport = makeVaultTransport({ address, namespace: 'team/a', ca }, timeout)
  try {
    return await transport.send(request)
  } catch (error) {
    if (error instanceof VaultError) return error.code
    throw error
  } finally {
    await transport.close()
  }
}

describe('a request', () => {
  it('carries token, namespace and the mark that Vault asks for, with each part of the path encoded', async () => {
    const { seen, listener } = inTurn({ status: 200, body: '{"data":{"a":1}}' })
    const address = await serve(listener)
    expect(await send(address, { ...read, path: 'kv/subkeys/a b/ü?#%' })).toEqual({
      status: 200,
      body: { data: { a: 1 } },
    })
    expect(seen[0]).toMatchObject({
      url: '/v1/kv/subkeys/a%20b/%C3%BC%3F%23%25',
      headers: { 'x-vault-token': 'hvs.x', 'x-vault-namespace': 'team/a', 'x-vault-request': 'true' },
    })
    await send(address, { ...read, inNamespace: false, token: null })
    expect(Object.keys(seen[1]?.headers ?? {}).filter((name) => /token|namespace/.test(name))).toEqual([])
  })

  it('never asks for a path that an address would turn into another', async () => {
    const { seen, listener } = inTurn({ status: 200, body: '{}' })
    expect(await send(await serve(listener), { ...read, path: 'sys/policies/acl/..' })).toBe('server_error')
    expect(seen).toEqual([])
  })

  it.each([
    [403, '{"errors":["1 error occurred:\\n\\t* permission denied\\n\\n"]}', 'permission_denied'],
    [403, '{"errors":["permission denied"]}', 'token_refused'],
    [403, '{"errors":["2 errors occurred:\\n\\t* permission denied\\n\\t* invalid token\\n\\n"]}', 'token_refused'],
    [403, '<html>no</html>', 'not_a_vault'],
    [404, '{"errors":["namespace not found"]}', 'namespace_unknown'],
    [404, '{"errors":["1 error occurred:\\n\\t* unsupported path\\n\\n"]}', 'server_error'],
    [404, '<html>not here</html>', 'not_a_vault'],
    [501, '{"errors":[]}', 'not_initialized'],
    [503, '{"errors":["Vault is sealed"]}', 'sealed'],
    [200, '<html>sign in</html>', 'not_a_vault'],
  ])('%i %s is %s, at the first try', async (status, body, code) => {
    const { seen, listener } = inTurn({ status, body })
    expect(await send(await serve(listener))).toBe(code)
    expect(seen).toHaveLength(1)
  })

  it.each([
    ['{"errors":[]}'],
    ['{"errors":["no handler for route \\"x\\". route entry not found."]}'],
    ['{"data":{"subkeys":null,"metadata":{"deletion_time":"2026-01-01T00:00:00Z"}}}'],
  ])('404 %s means that nothing is there', async (body) => {
    const { listener } = inTurn({ status: 404, body })
    expect(await send(await serve(listener))).toEqual({ status: 404, body: undefined })
  })

  it.each([429, 412, 500, 502, 503])('%i is asked again once, after what Retry-After says', async (status) => {
    const fine = inTurn({ status, headers: { 'retry-after': '0' } }, { status: 200, body: '{"data":{}}' })
    expect(await send(await serve(fine.listener))).toMatchObject({ status: 200 })
    expect(fine.seen).toHaveLength(2)
    const still = inTurn({ status, headers: { 'retry-after': '0' } })
    expect(await send(await serve(still.listener))).toBe(status === 429 ? 'rate_limited' : 'server_error')
    expect(still.seen).toHaveLength(2)
    const long = inTurn({ status, headers: { 'retry-after': '3600' } })
    await send(await serve(long.listener))
    expect(long.seen).toHaveLength(1)
  })
})

describe('a redirect', () => {
  it('of a standby to another host is not followed, and the token is not sent there', async () => {
    const other = inTurn({ status: 200, body: '{"data":{}}' })
    const target = await serve(other.listener)
    const { listener } = inTurn({ status: 307, headers: { location: `${target}/v1/sys/mounts` } })
    expect(await send(await serve(listener))).toBe('redirected')
    expect(other.seen).toEqual([])
  })

  it('on the same host is followed once', async () => {
    const { seen, listener } = inTurn(
      { status: 307, headers: { location: '/v1/sys/elsewhere' } },
      { status: 200, body: '{}' },
    )
    expect(await send(await serve(listener))).toMatchObject({ status: 200 })
    expect(seen[1]?.url).toBe('/v1/sys/elsewhere')
    const round = inTurn({ status: 307, headers: { location: '/v1/sys/mounts' } })
    expect(await send(await serve(round.listener))).toBe('redirected')
    expect(round.seen).toHaveLength(2)
  })

  it('of a login is never followed', async () => {
    const { seen, listener } = inTurn({ status: 307, headers: { location: '/v1/auth/approle/login' } })
    const login: VaultRequest = { method: 'POST', path: 'auth/approle/login', body: { secret_id: 'x' } }
    expect(await send(await serve(listener), login)).toBe('redirected')
    expect(seen).toHaveLength(1)
  })
})

describe('a connection', () => {
  it('to a certificate that nobody trusts is refused before the token is sent, and trusted with its authority', async () => {
    const { seen, listener } = inTurn({ status: 200, body: '{"data":{}}' })
    const address = await serve(listener, true)
    expect(await send(address)).toBe('tls_failed')
    expect(seen).toEqual([])
    expect(await send(address, read, { ca: certificate })).toMatchObject({ status: 200 })
  })

  it('by https to a server that speaks plain http is no TLS', async () => {
    const address = await serve(inTurn({ status: 200 }).listener)
    expect(await send(address.replace('http:', 'https:'))).toBe('tls_failed')
  })

  it('to nobody, to one who never answers, and to one who sends without end is unreachable or no Vault', async () => {
    const address = await serve(() => {})
    expect(await send(address, read, { timeout: 50 })).toBe('unreachable')
    expect(await send('http://127.0.0.1:1')).toBe('unreachable')
    const endless = await serve((_, response) => {
      const piece = Buffer.alloc(1024 * 1024, ' ')
      const more = () => {
        while (response.write(piece) && !response.destroyed);
      }
      response.on('drain', more)
      more()
    })
    expect(await send(endless)).toBe('not_a_vault')
  })
})

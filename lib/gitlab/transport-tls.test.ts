// TLS: a certificate that nobody trusts is refused with what to do, and GITLAB_CA_FILE makes it trusted.
import { createServer, type Server } from 'node:https'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTransport } from './transport'

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

let server: Server
let url: string
let tokensSeen: unknown[] = []
beforeAll(async () => {
  server = createServer({ key, cert: certificate }, (request, response) => {
    tokensSeen.push(request.headers['private-token'])
    response.end('[]')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  url = `https://127.0.0.1:${address.port}`
})
afterAll(() => server.close())

describe('TLS', () => {
  it('refuses an untrusted certificate before the token is sent', async () => {
    tokensSeen = []
    const work = makeTransport({ url, ca: null }, () => 'glpat-x')({ method: 'GET', path: 'v4/projects' })
    await expect(work).rejects.toMatchObject({
      code: 'gitlab_tls',
      message: expect.stringContaining('GITLAB_CA_FILE'),
    })
    expect(tokensSeen).toEqual([])
  })

  it('trusts the authority of GITLAB_CA_FILE', async () => {
    const answer = await makeTransport(
      { url, ca: certificate },
      () => 'glpat-x',
    )({ method: 'GET', path: 'v4/projects' })
    expect(answer.body).toEqual([])
  })

  it('says TLS, too, for https to a server that speaks plain http', async () => {
    const { createServer: createPlain } = await import('node:http')
    const plain = createPlain((_, response) => response.end('[]'))
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    const address = plain.address()
    const port = typeof address === 'object' ? address?.port : 0
    const work = makeTransport({ url: `https://127.0.0.1:${port}`, ca: null }, () => 'glpat-x')
    await expect(work({ method: 'GET', path: 'v4/projects' })).rejects.toMatchObject({ code: 'gitlab_tls' })
    plain.close()
  })
})

// A reading of a server that fails halfway: what is then unknown, and what counts as no reading at all.
import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { Secret } from '@/lib/secret'
import { readVault } from './read-vault'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

type Answer = { status: number; body: object }
const health = (change: object = {}) => ({
  initialized: true,
  sealed: false,
  version: '2.4.0',
  server_time_utc: Math.floor(Date.now() / 1000),
  ...change,
})
const nothing: Answer = { status: 404, body: { errors: [] } }

/** Reads a server whose answers, other than to `sys/health`, come from `answerTo`. */
async function reading(answerTo: (path: string) => Answer | null, ofHealth: object = health(), status = 200) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/v1\//, '').replace(/\?.*/, '')
    asked.push(path)
    const answer = path === 'sys/health' ? { status, body: ofHealth } : answerTo(path)
    if (answer === null) request.socket.destroy()
    else response.writeHead(answer.status, { 'retry-after': '0' }).end(JSON.stringify(answer.body))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const settings = {
    name: null,
    address: `http://127.0.0.1:${address.port}`,
    namespace: null,
    credential: { kind: 'token' as const, token: new Secret('x') },
    ca: null,
  }
  const wanted = { authPath: 'jwt', mounts: [], roles: ['a', 'b'], policies: [], paths: [] }
  return { ...(await readVault(settings, wanted, null)), asked }
}

describe('a reading', () => {
  it('of a server where one role fails knows the rest', async () => {
    const { check, live } = await reading((path) =>
      path.endsWith('/role/b') ? { status: 500, body: { errors: ['boom'] } } : nothing,
    )
    expect(check.problem).toBeNull()
    expect(live?.roles).toEqual({ a: { known: true, value: null }, b: { known: false, why: 'server_error' } })
  })

  it.each([
    [500, 'server_error'],
    [429, 'rate_limited'],
  ])('of a server that answers %i to everything is none', async (status, problem) => {
    const { check, live } = await reading(() => ({ status, body: { errors: ['boom'] } }))
    expect(check.problem).toBe(problem)
    expect(live).toBeNull()
  })

  it.each([
    ['sealed', { status: 503, body: { errors: ['Vault is sealed'] } }],
    ['token_refused', { status: 403, body: { errors: ['permission denied'] } }],
    ['unreachable', null],
  ])('that ends %s in the middle is none', async (problem, answer) => {
    const { check, live } = await reading((path) => (path.includes('/role/') ? answer : nothing))
    expect(check).toMatchObject({ problem, version: '2.4.0' })
    expect(live).toBeNull()
  })

  it.each([
    ['sealed', { sealed: true }, 503],
    ['not_initialized', { initialized: false, sealed: true }, 501],
  ])('of a server that is %s asks for nothing else', async (problem, change, status) => {
    const { check, live, asked } = await reading(() => nothing, health(change), status)
    expect(check.problem).toBe(problem)
    expect(live).toBeNull()
    expect(asked).toEqual(['sys/health'])
  })

  it('of something else than a Vault says so, and sends no token there', async () => {
    const { check, asked } = await reading(() => nothing, { hello: 'world' })
    expect(check).toMatchObject({ problem: 'not_a_vault', version: null })
    expect(asked).toEqual(['sys/health'])
  })

  it.each([
    [{ version: '1.21.0' }, 'vault'],
    [{ version: '2.0.1', enterprise: false }, 'vault'],
    [{ version: '2.4.0' }, 'openbao'],
  ])('takes %j for %s where no mount tells', async (change, flavour) => {
    expect((await reading(() => nothing, health(change))).check.flavour).toBe(flavour)
  })
})

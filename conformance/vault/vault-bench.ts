// A real server with a namespace for one test file, and what an operator does there by hand.
import { generateKeyPairSync } from 'node:crypto'
import process from 'node:process'
import { expect, type TestContext } from 'vitest'
import type { VaultSettings } from '@/lib/env'
import { Secret } from '@/lib/secret'
import type { WantedOfVault } from '@/lib/vault/read-live'
import { EstateServer } from '../estate/estate-server'
import { startServer } from '../start-server'

const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' })

export type Bench = {
  server: EstateServer
  address: string
  namespace: string | null
  rootToken: string
  product: string
  /** A name of this test's own, also where there are no namespaces. */
  named: (name: string) => string
  wanted: WantedOfVault
  stop: () => Promise<void>
}

const say = (line: string) => process.stderr.write(`${line}\n`)

/** Auth method, roles, policies and a path with two fields whose values hold `canary`; or in one line why there is none. */
export async function startBench(canary: string): Promise<Bench | { skip: string }> {
  const started = await startServer(say)
  if ('skip' in started) return started
  const server = new EstateServer(started.server)
  await server.open()
  const { address, namespace, prefix } = server.place
  const named = (name: string) => `${prefix}${name}`
  const [auth, kv] = [named('jwt'), named('secret')]
  await server.make(`sys/auth/${auth}`, { type: 'jwt' }, `sys/auth/${auth}`)
  await server.make(`auth/${auth}/config`, {
    jwt_validation_pubkeys: [publicKey],
    bound_issuer: 'https://gitlab.example.com',
  })
  await server.make(`sys/mounts/${kv}`, { type: 'kv', options: { version: '2' } }, `sys/mounts/${kv}`)
  await server.make(`auth/${auth}/role/shop`, role([named('Shop'), named('others')]))
  await server.make(`auth/${auth}/role/foreign`, role([named('foreign')]))
  for (const name of ['shop', 'foreign'])
    await server.make(`sys/policies/acl/${named(name)}`, { policy: `# ${name}` }, `sys/policies/acl/${named(name)}`)
  await whenReady(server, `${kv}/data/shop/production`, {
    data: { TOKEN: canary, NESTED: { deep: canary, list: [canary] } },
  })
  return {
    server,
    address,
    namespace,
    rootToken: started.server.token,
    product: started.server.flavour.split(' ')[0] ?? '',
    named,
    wanted: {
      authPath: auth,
      mounts: [kv, named('absent')],
      roles: ['shop', 'planned'],
      policies: [named('shop'), named('planned')],
      paths: [
        { mount: kv, path: 'shop/production' },
        { mount: kv, path: 'shop/planned' },
      ],
    },
    stop: async () => {
      await server.close()
      await started.stop()
    },
  }
}

const role = (policies: string[]) => ({
  role_type: 'jwt',
  user_claim: 'project_id',
  bound_audiences: ['vault'],
  bound_claims: { project_id: '1' },
  token_policies: policies,
})

/** A new mount of KV v2 is made ready in the background: until then it refuses. */
async function whenReady(server: EstateServer, path: string, body: object): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const answer = await server.call('POST', path, body)
    if (answer.status < 300) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${path} cannot be written`)
}

/** How the worker would be connected, with this token. */
export function settingsFor(bench: Bench, token: string, change: Partial<VaultSettings> = {}): VaultSettings {
  const { address, namespace } = bench
  return {
    name: null,
    address,
    namespace,
    ca: null,
    credential: { kind: 'token', token: new Secret(token) },
    ...change,
  }
}

const said = new Set<string>()

/** Where CI=true nothing may be left out. The reason is printed once. */
export function leaveOut(context: TestContext, reason: string): never {
  if (!said.has(reason)) say(`Reading a Vault was not tried on a real server: ${reason}.`)
  said.add(reason)
  expect(process.env.CI, 'Where CI=true nothing is left out').not.toBe('true')
  return context.skip(reason)
}

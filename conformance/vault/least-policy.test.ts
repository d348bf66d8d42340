// The least policy on a real server, with AppRole: it is enough for a whole reading, and without any part of it is not.
import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leastPolicyStanzas, renderLeastPolicy } from '@/lib/core/render/least-policy'
import { Secret } from '@/lib/secret'
import { readVault } from '@/lib/vault/read-vault'
import { RecordingProxy } from './recording-proxy'
import { type Bench, leaveOut, settingsFor, startBench } from './vault-bench'

const canary = 'value-that-nobody-may-see-9c02'
let bench: Bench | null = null
let proxy: RecordingProxy | null = null
let noServer = ''

beforeAll(async () => {
  const started = await startBench(canary)
  if ('skip' in started) {
    noServer = started.skip
    return
  }
  bench = started
  proxy = new RecordingProxy(started.address)
  await proxy.open()
  const { server, named } = started
  const mount = `sys/auth/${mountOf(started)}`
  await server.make(mount, { type: 'approle' }, mount)
  const role = { token_policies: [named('cutover')], token_no_default_policy: true, token_ttl: '5m' }
  await server.make(roleOf(started), role, roleOf(started))
}, 900_000)
afterAll(async () => {
  await proxy?.close()
  await bench?.stop()
})

/** Not the mount that AppRole has by default. */
const mountOf = ({ named }: Bench) => named('teams/approle')
const roleOf = (on: Bench) => `auth/${mountOf(on)}/role/${on.named('cutover')}`

const input = ({ wanted, named }: Bench) => ({
  vault: 'main',
  namespace: null,
  authPath: wanted.authPath,
  mounts: [named('secret')],
})

async function readWith(on: Bench, through: RecordingProxy, policy: string, secretId?: string) {
  const { server } = on
  const own = `sys/policies/acl/${on.named('cutover')}`
  await server.make(own, { policy }, own)
  const { body: role } = await server.must('GET', `${roleOf(on)}/role-id`)
  const { body: secret } = await server.must('POST', `${roleOf(on)}/secret-id`, {})
  const text = (data: unknown, name: string) => new Secret(String((data as Record<string, unknown>)[name]))
  const credential = {
    kind: 'approle' as const,
    mount: mountOf(on),
    roleId: text(role.data, 'role_id'),
    secretId: secretId === undefined ? text(secret.data, 'secret_id') : new Secret(secretId),
  }
  return readVault(settingsFor(on, '', { address: through.address, credential }), on.wanted, 0)
}

/** How many tokens there are in the namespace. */
async function tokens({ address, namespace, rootToken }: Bench): Promise<number> {
  const { statusCode, body } = await request(`${address}/v1/auth/token/accessors?list=true`, {
    headers: { 'x-vault-token': rootToken, ...(namespace === null ? {} : { 'x-vault-namespace': namespace }) },
  })
  const answer = (await body.json()) as { data?: { keys: string[] } }
  expect([200, 404]).toContain(statusCode)
  return answer.data?.keys.length ?? 0
}

/** What cannot differ by the moment of the reading. */
const comparable = ({ check, live }: Awaited<ReturnType<typeof readVault>>) => ({
  policies: check.tokenPolicies,
  capable: Object.keys(check.capabilities),
  live: { ...live, readAt: '' },
})

describe('the least policy', () => {
  it('is enough to read everything, through AppRole, and leaves no token behind', async (context) => {
    if (!bench || !proxy) return leaveOut(context, noServer)
    const before = await tokens(bench)
    const { check, live } = await readWith(bench, proxy, renderLeastPolicy(input(bench)))
    expect(check).toMatchObject({ problem: null, login: 'approle', tokenPolicies: [bench.named('cutover')] })
    expect(check.tokenTtl).toBeGreaterThan(200)
    const asked = [live?.mounts, live?.authMounts, live?.authConfig, live?.roleNames, live?.policyNames]
    const each = [live?.roles, live?.policies, live?.fields].flatMap((some) => Object.values(some ?? {}))
    expect(each.length).toBeGreaterThan(8)
    expect([...asked, ...each].filter((one) => one?.known !== true)).toEqual([])
    expect(await tokens(bench)).toBe(before)
  })

  it('shows no value in any answer, asks for none, and writes nothing but login and its end', async (context) => {
    if (!bench || !proxy) return leaveOut(context, noServer)
    proxy.passed.length = 0
    await readWith(bench, proxy, renderLeastPolicy(input(bench)))
    const kv = bench.named('secret')
    expect(proxy.passed.map(({ path }) => path)).toContain(`/v1/${kv}/subkeys/shop/production?depth=1`)
    expect(proxy.passed.filter(({ answer }) => answer.includes(canary))).toEqual([])
    expect(proxy.passed.filter(({ path }) => path.startsWith(`/v1/${kv}/data`))).toEqual([])
    const writes = proxy.passed.filter(({ method }) => method !== 'GET').map(({ path }) => path)
    const login = `/v1/auth/${mountOf(bench)}/login`
    expect(writes).toEqual([login, '/v1/sys/capabilities-self', '/v1/auth/token/revoke-self'])
    // The canary is there: who asks for the value gets it.
    const { body } = await bench.server.must('GET', `${kv}/data/shop/production`)
    expect(JSON.stringify(body)).toContain(canary)
  })

  it('is not enough without any one of its parts', async (context) => {
    if (!bench || !proxy) return leaveOut(context, noServer)
    const whole = renderLeastPolicy(input(bench))
    const full = comparable(await readWith(bench, proxy, whole))
    const kept: string[] = []
    for (const { path } of leastPolicyStanzas(input(bench))) {
      const before = await tokens(bench)
      const without = whole.replace(`path "${path}" {`, 'path "nothing/of/use" {')
      expect(without).not.toBe(whole)
      const less = comparable(await readWith(bench, proxy, without))
      const tokenStays = (await tokens(bench)) > before
      if (!tokenStays && JSON.stringify(less) === JSON.stringify(full)) kept.push(path)
    }
    expect(kept).toEqual([])
  })

  it('does not come into play where the secret id is wrong: the login is refused, once', async (context) => {
    if (!bench || !proxy) return leaveOut(context, noServer)
    proxy.passed.length = 0
    const { check, live } = await readWith(bench, proxy, renderLeastPolicy(input(bench)), 'no-secret-id')
    expect(check.problem).toBe('login_refused')
    expect(live).toBeNull()
    expect(proxy.passed.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`)).toEqual([
      'GET /v1/sys/health',
      `POST /v1/auth/${mountOf(bench)}/login`,
    ])
  })
})

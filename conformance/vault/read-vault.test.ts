// What the worker reads from a real server: what is there, what is not, what it may not know; and no value.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { readVault } from '@/lib/vault/read-vault'
import { type Bench, leaveOut, settingsFor, startBench } from './vault-bench'

const canary = 'value-that-nobody-may-see-7f31'
let bench: Bench | null = null
let noServer = ''

beforeAll(async () => {
  const started = await startBench(canary)
  if ('skip' in started) noServer = started.skip
  else bench = started
}, 900_000)
afterAll(() => bench?.stop())

const read = (on: Bench, token = on.rootToken, change = {}) => readVault(settingsFor(on, token, change), on.wanted, 0)

async function tokenFor(on: Bench, policy: string, extra: object = {}): Promise<string> {
  const name = on.named(`test-${Math.random().toString(36).slice(2)}`)
  await on.server.make(`sys/policies/acl/${name}`, { policy }, `sys/policies/acl/${name}`)
  const { body } = await on.server.must('POST', 'auth/token/create', { policies: [name], ttl: '10m', ...extra })
  return String((body.auth as { client_token: string }).client_token)
}

describe('a reading of a real server', () => {
  it('finds roles, policies, mounts and names of fields, and says what is not there', async (context) => {
    if (!bench) return leaveOut(context, noServer)
    const { check, live } = await read(bench)
    expect(check).toMatchObject({
      problem: null,
      sealed: false,
      login: 'token',
      tokenPolicies: ['root'],
      tokenTtl: null,
    })
    expect(Math.abs(check.clockSkew ?? 99)).toBeLessThan(5)
    const [{ authPath }, { named }] = [bench.wanted, bench]
    const kv = named('secret')
    expect(live?.roleNames).toEqual({ known: true, value: ['foreign', 'shop'] })
    expect(live?.roles.planned).toEqual({ known: true, value: null })
    expect(live?.roles.foreign).toMatchObject({
      known: true,
      value: { user_claim: 'project_id', bound_claims: { project_id: '1' } },
    })
    expect(live?.policies[named('shop')]).toEqual({ known: true, value: '# shop' })
    expect(live?.policies[named('foreign')]).toEqual({ known: true, value: '# foreign' })
    expect(live?.policies[named('others')]).toEqual({ known: true, value: null })
    expect(live?.policies[named('planned')]).toEqual({ known: true, value: null })
    expect(live?.policies.default).toMatchObject({ known: true, value: expect.stringContaining('lookup-self') })
    expect(live?.authConfig).toMatchObject({ known: true, value: { bound_issuer: 'https://gitlab.example.com' } })
    expect(live?.fields).toEqual({
      [`${kv}/shop/production`]: { known: true, value: ['NESTED', 'TOKEN'] },
      [`${kv}/shop/planned`]: { known: true, value: null },
    })
    const mounts = live?.mounts.known ? live.mounts.value : []
    expect(mounts.find(({ path }) => path === kv)).toMatchObject({ type: 'kv', version: 2 })
    expect(mounts.find(({ path }) => path === named('absent'))).toBeUndefined()
    const auth = live?.authMounts.known ? live.authMounts.value : []
    expect(auth.find(({ path }) => path === authPath)).toMatchObject({
      type: 'jwt',
      accessor: expect.stringMatching(/^auth_jwt_/),
    })
  })

  it('holds no value', async (context) => {
    if (!bench) return leaveOut(context, noServer)
    expect(JSON.stringify(await read(bench))).not.toContain(canary)
  })

  it('has a wrong token refused', async (context) => {
    if (!bench) return leaveOut(context, noServer)
    expect(await read(bench, 'no-token-of-this-server')).toMatchObject({
      check: { problem: 'token_refused', sealed: false },
      live: null,
    })
  })

  it('tells a namespace that does not exist', async (context) => {
    if (!bench) return leaveOut(context, noServer)
    if (bench.namespace === null) return context.skip('this server has no namespaces')
    const { check } = await read(bench, bench.rootToken, { namespace: `${bench.namespace}/none` })
    expect(check.problem).toBe('namespace_unknown')
  })

  it('takes what a token may not read for unknown, part by part, and never for missing', async (context) => {
    if (!bench) return leaveOut(context, noServer)
    const { authPath } = bench.wanted
    const token = await tokenFor(bench, `path "auth/${authPath}/role/shop" { capabilities = ["read"] }`)
    const { check, live } = await read(bench, token)
    const denied = { known: false, why: 'permission_denied' }
    expect(check).toMatchObject({ problem: null, reachesKeys: null })
    expect(live).toMatchObject({
      roles: { shop: { known: true, value: { user_claim: 'project_id' } }, planned: denied },
      roleNames: denied,
      authConfig: denied,
      policyNames: denied,
      mounts: denied,
    })
    expect(Object.values(live?.fields ?? {})).toEqual([denied, denied])
    expect(check.capabilities[`auth/${authPath}/role/shop`]).toEqual(['read'])
    expect(check.capabilities['sys/mounts']).toEqual(['deny'])
  })

  it('tells whether the server reaches GitLab’s keys, and what came before a configuration', async (context) => {
    if (!bench) return leaveOut(context, noServer)
    if (bench.product !== 'openbao') return context.skip('only OpenBao tells')
    const { server, named, wanted, rootToken } = bench
    const settings = settingsFor(bench, rootToken)
    const auth = named('gitlab/keys')
    const reach = async () => {
      const { check, live } = await readVault(settings, { ...wanted, authPath: auth }, 0)
      return { reachesKeys: check.reachesKeys, config: live?.authConfig.known ? live.authConfig.value : 'unknown' }
    }
    expect(await reach()).toEqual({ reachesKeys: null, config: null })
    await server.make(`sys/auth/${auth}`, { type: 'jwt' }, `sys/auth/${auth}`)
    expect(await reach()).toEqual({ reachesKeys: null, config: null })
    const demo = await startDemoGitlab()
    const config = { oidc_discovery_url: demo.url, bound_issuer: demo.url }
    await server.make(`auth/${auth}/config`, config)
    expect(await reach()).toMatchObject({ reachesKeys: true, config: { oidc_discovery_url: demo.url } })
    await demo.close()
    await server.make(`auth/${auth}/config`, { ...config, skip_jwks_validation: true })
    expect(await reach()).toMatchObject({ reachesKeys: false })
  })

  it('lists mounts for a token that may not, only where that proves nothing missing', async (context) => {
    if (!bench) return leaveOut(context, noServer)
    const { named, wanted } = bench
    const kv = named('secret')
    const policy = `path "${kv}/subkeys/*" { capabilities = ["read"] }\npath "auth/${wanted.authPath}/config" { capabilities = ["read"] }`
    const settings = settingsFor(bench, await tokenFor(bench, policy))
    const there = await readVault(settings, { ...wanted, mounts: [kv] }, 0)
    expect(there.live?.mounts).toMatchObject({
      known: true,
      value: expect.arrayContaining([expect.objectContaining({ path: kv, version: 2 })]),
    })
    expect(there.live?.authMounts).toMatchObject({ known: true })
    const denied = { known: false, why: 'permission_denied' }
    const notThere = await readVault(
      settings,
      { ...wanted, mounts: [kv, named('absent')], authPath: named('absent') },
      0,
    )
    expect(notThere.live).toMatchObject({ mounts: denied, authMounts: denied })
  })
})

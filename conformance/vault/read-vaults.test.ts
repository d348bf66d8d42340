// The reading as it is kept: a server that goes away and comes back, one that is sealed, and connections that match nothing.
import process from 'node:process'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { emptyRules, rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { closeDatabase, database } from '@/lib/db/database'
import { findVaultConnections, findVaultReading } from '@/lib/db/vault-reading-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { loadRules } from '@/lib/services/load-rules'
import { readVaults } from '@/lib/services/read-vaults'
import { saveRules } from '@/lib/services/save-rules'
import { RecordingProxy } from './recording-proxy'
import { type Bench, leaveOut, startBench } from './vault-bench'

const canary = 'value-that-nobody-may-see-5d11'
let bench: Bench | null = null
let proxy: RecordingProxy | null = null
let stored: TestDatabase
let noServer = ''

beforeAll(async () => {
  const [database, started] = await Promise.all([startTestDatabase(), startBench(canary)])
  stored = database
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  if ('skip' in started) {
    noServer = started.skip
    return
  }
  bench = started
  proxy = new RecordingProxy(started.address)
  await proxy.open()
}, 900_000)
afterEach(() => vi.unstubAllEnvs())
afterAll(async () => {
  await closeDatabase()
  await Promise.all([proxy?.close(), bench?.stop(), stored.stop()])
})

async function declare(vaults: { name: string; address: string; namespace: string | null; auth_path: string }[]) {
  const { version } = await loadRules()
  const rules = rulesFileSchema.parse({
    ...emptyRules,
    vaults: vaults.map((vault) => ({ ...vault, audience: 'vault' })),
  })
  await saveRules(rules, version, 'test')
}

function connect(on: Bench, address: string): void {
  for (const name of ['VAULT_TOKEN_FILE', 'VAULT_ROLE_ID', 'VAULT_SECRET_ID_FILE', 'VAULT_CACERT', 'CUTOVER_CONFIG'])
    vi.stubEnv(name, undefined)
  vi.stubEnv('GITLAB_URL', 'http://127.0.0.1:1')
  vi.stubEnv('VAULT_ADDR', address)
  vi.stubEnv('VAULT_TOKEN', on.rootToken)
  vi.stubEnv('VAULT_NAMESPACE', on.namespace ?? '')
}

const roleNames = async () => (await findVaultReading('main'))?.live?.roleNames

describe('the kept reading', () => {
  it('stays what it was while the server is away, with since when, and is known again when it is back', async (context) => {
    if (!bench || !proxy) return leaveOut(context, noServer)
    const { namespace, wanted } = bench
    await declare([{ name: 'main', address: `${proxy.address}/`, namespace, auth_path: `/${wanted.authPath}/` }])
    connect(bench, proxy.address)
    await readVaults()
    const known = { known: true, value: ['foreign', 'shop'] }
    expect(await roleNames()).toEqual(known)
    expect(await findVaultReading('main')).toMatchObject({ unknownSince: null, check: { problem: null } })
    await proxy.close()
    await readVaults()
    const first = await findVaultReading('main')
    expect(first).toMatchObject({ check: { problem: 'unreachable' }, live: { roleNames: known } })
    expect(first?.unknownSince).toBe(first?.check.at)
    await readVaults()
    const second = await findVaultReading('main')
    expect(second?.unknownSince).toBe(first?.unknownSince)
    expect(second?.live?.readAt).toBe(first?.live?.readAt)
    await proxy.open()
    await readVaults()
    expect(await findVaultReading('main')).toMatchObject({ unknownSince: null, check: { problem: null } })
  })

  it('of a connection that was taken away is unknown, not gone; of a vault that is not declared it goes', async (context) => {
    if (!bench || !proxy) return leaveOut(context, noServer)
    connect(bench, '')
    await readVaults()
    const reading = await findVaultReading('main')
    expect(reading).toMatchObject({ check: { problem: 'not_connected' }, live: { roleNames: { known: true } } })
    expect(reading?.unknownSince).not.toBeNull()
    await declare([])
    await readVaults()
    expect(await findVaultReading('main')).toBeNull()
  })

  it('is of no vault where the namespace or address is another: the connection is told instead', async (context) => {
    if (!bench || !proxy) return leaveOut(context, noServer)
    const { namespace, wanted } = bench
    await declare([{ name: 'other', address: proxy.address, namespace: 'elsewhere', auth_path: wanted.authPath }])
    connect(bench, proxy.address)
    await readVaults()
    expect(await findVaultReading('other')).toBeNull()
    expect(await findVaultConnections()).toMatchObject({
      connected: [],
      unmatched: [{ name: null, address: proxy.address, namespace: namespace ?? '' }],
    })
  })

  it('says that a sealed server is sealed, and holds no value in the database', async (context) => {
    if (!bench || !proxy) return leaveOut(context, noServer)
    if (process.env.CONFORMANCE_VAULT_ADDR) return context.skip('a server of somebody else is not sealed')
    const { namespace, wanted } = bench
    await declare([{ name: 'main', address: proxy.address, namespace, auth_path: wanted.authPath }])
    connect(bench, proxy.address)
    await readVaults()
    await bench.server.must('POST', 'sys/seal', {}, null)
    await readVaults()
    expect(await findVaultReading('main')).toMatchObject({
      check: { problem: 'sealed', sealed: true },
      live: { roleNames: { known: true } },
      unknownSince: expect.any(String),
    })
    const facts = await database().fact.findMany()
    expect(facts.map(({ name }) => name)).toContain('vault:main')
    expect(JSON.stringify(facts)).not.toContain(canary)
    expect(JSON.stringify(facts)).not.toContain(bench.rootToken)
  })
})

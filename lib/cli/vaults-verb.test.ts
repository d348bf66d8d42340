// `cutover vaults` over what the worker kept.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { emptyRules, rulesFileSchema } from '@/lib/core/mapping/rules-file'
import type { VaultReading } from '@/lib/core/trust/vault-reading'
import { closeDatabase } from '@/lib/db/database'
import { saveVaultConnections, saveVaultReading } from '@/lib/db/vault-reading-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { saveRules } from '@/lib/services/save-rules'
import { WrongUse } from './command'
import { vaultsVerb } from './vaults-verb'

let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})

async function run(...argv: string[]) {
  let out = ''
  const code = await vaultsVerb.prepare(argv)({ stdout: (text) => (out += text), stderr: () => {} })
  return { code, out }
}

const asked = { known: false, why: 'permission_denied' } as const
const reading: VaultReading = {
  vault: 'main',
  address: 'https://vault.example.com',
  namespace: 'team',
  check: {
    at: '2026-11-25T10:00:00.000Z',
    problem: null,
    flavour: 'vault',
    version: '1.21.0',
    sealed: false,
    clockSkew: 0,
    gitlabClockSkew: 0,
    login: 'token',
    tokenPolicies: [],
    tokenTtl: null,
    reachesKeys: null,
    capabilities: {},
  },
  live: {
    readAt: '2026-11-25T10:00:00.000Z',
    mounts: asked,
    authMounts: asked,
    authConfig: asked,
    roleNames: asked,
    roles: {},
    policyNames: asked,
    policies: {},
    fields: {},
  },
  unknownSince: null,
}

describe('cutover vaults', () => {
  it('says that none is declared', async () => {
    expect(await run()).toEqual({ code: 1, out: 'No vault is declared.\n' })
  })

  it('tells of each declared vault how it stands, since when it is unknown, and what is wrong with the settings', async () => {
    const vault = { name: 'main', address: 'https://vault.example.com', audience: 'x', namespace: 'team' }
    const mounts = [{ vault: 'main', path: '/secret/', engine: 'kv-v2' }]
    await saveRules(rulesFileSchema.parse({ ...emptyRules, vaults: [vault], mounts }), 0, 'test')
    expect(await run()).toEqual({ code: 1, out: 'main  https://vault.example.com  not connected\n' })
    await saveVaultReading(reading)
    expect(await run()).toEqual({ code: 0, out: 'main  https://vault.example.com  partly readable\n' })
    const check = { ...reading.check, problem: 'sealed' } as const
    await saveVaultReading({ ...reading, check, unknownSince: '2026-11-25T10:01:00.000Z' })
    const problems = ['VAULT_CACERT names an empty file.']
    await saveVaultConnections({ at: reading.check.at, connected: ['main'], unmatched: [], ignored: [], problems })
    expect((await run()).out).toBe(
      'main  https://vault.example.com  sealed, unknown since 2026-11-25T10:01:00.000Z\nVAULT_CACERT names an empty file.\n',
    )
    const { code, out } = await run('--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toEqual({
      vaults: [
        {
          name: 'main',
          address: 'https://vault.example.com',
          namespace: 'team',
          state: 'sealed',
          problem: 'sealed',
          read_at: reading.live?.readAt,
          unknown_since: '2026-11-25T10:01:00.000Z',
        },
      ],
      problems,
    })
  })

  it('prints the least policy alone, and refuses a name that is not declared', async () => {
    const { code, out } = await run('--policy', 'main')
    expect(code).toBe(0)
    expect(out).toContain('path "secret/subkeys/*" {')
    expect(out).toContain('in its namespace team.')
    await expect(run('--policy', 'other')).rejects.toThrow(WrongUse)
    expect(() => vaultsVerb.prepare(['--json', '--policy', 'main'])).toThrow(WrongUse)
  })

  it('refuses a CUTOVER_CONFIG that is wrong, with the file, the line and what is wrong', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cutover-vaults-'))
    const file = path.join(folder, 'cutover.yml')
    writeFileSync(file, 'vaults:\n  - name: main\n    address: nowhere\n    token_file: token\n')
    vi.stubEnv('GITLAB_URL', 'https://gitlab.example.com')
    vi.stubEnv('CUTOVER_CONFIG', file)
    try {
      await expect(run()).rejects.toMatchObject({
        code: 'vault_not_configured',
        problems: [expect.stringMatching(/cutover\.yml: Line 3: .*is not a web address/)],
      })
      expect((await run('--policy', 'main')).code).toBe(0)
    } finally {
      vi.unstubAllEnvs()
      rmSync(folder, { recursive: true })
    }
  })
})

// The command as people run it: child processes of `node bin/cutover.mjs`. Long: all verbs share one database, one demo GitLab, one scan.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse as parseHcl } from '@cdktf/hcl2json'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'

type Answer = { code: number | null; stdout: string; stderr: string }

const entry = path.resolve(import.meta.dirname, '../../bin/cutover.mjs')
const folder = mkdtempSync(path.join(tmpdir(), 'cutover-command-'))
// Each test starts processes, which take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let demo: DemoGitlab
let stored: TestDatabase
let scanned: Answer
let before: Answer[]
let inventory: Answer

beforeAll(async () => {
  ;[demo, stored] = await Promise.all([startDemoGitlab({ noValues: true }), startTestDatabase()])
  before = await Promise.all([
    cutover('status --json'),
    cutover('inventory --json'),
    cutover(`export --out ${folder}/x`),
  ])
  scanned = await cutover('scan --json')
  inventory = await cutover('inventory --json')
})
afterAll(async () => {
  await Promise.all([demo.close(), stored.stop()])
  rmSync(folder, { recursive: true, force: true })
})

/** Arguments are split at spaces; a list is taken as it is. */
function cutover(args: string | string[], env: Record<string, string | undefined> = {}): Promise<Answer> {
  const { PATH, HOME } = process.env
  const settings = {
    PATH,
    HOME,
    DATABASE_URL: stored?.ownerUrl,
    GITLAB_URL: demo?.url,
    GITLAB_TOKEN: demo?.tokens.read,
    ...env,
  }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [entry, ...(typeof args === 'string' ? args.split(' ').filter(Boolean) : args)],
      { cwd: folder, env: { NODE_ENV: 'test', ...settings }, maxBuffer: 50_000_000 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}

function record(answer: Answer, owner: string | null, key: string, scope = '*', level?: string) {
  const all: Record<string, unknown>[] = JSON.parse(answer.stdout)
  const found = all.filter(
    (one) =>
      one.owner === owner && one.key === key && one.environment_scope === scope && (!level || one.level === level),
  )
  expect(found).toHaveLength(1)
  return found[0] ?? {}
}

function write(name: string, text: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, text)
  return file
}

const mapping = `version: 1
vaults:
  - { name: main, address: https://vault.example.com, audience: https://vault.example.com, policy_repository: platform/vault-policies }
mounts:
  - { vault: main, path: ci, engine: kv-v2 }
tiers:
  - { group: shop, tier: premium }
  - { group: payments, tier: premium }
rules:
  - match: { level: project }
    target: { path: "{project_path}/{environment}/{protected}/{key}", field: value }
    star: { answer: per_environment }
excluded:
  - { level: project, owner: payments/core/ledger, key: JAVA_OPTS, scope: "*", reason: plain configuration }
`

describe('help and wrong use', () => {
  it('has help for every verb, on stdout, without database or GitLab', async () => {
    const nothing = { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none', GITLAB_URL: undefined }
    const lines = [
      '--help',
      ...['scan', 'status', 'inventory', 'rules', 'export', 'splice'].map((verb) => `${verb} --help`),
    ]
    const answers = await Promise.all(lines.map((line) => cutover(line, nothing)))
    for (const [index, { code, stdout, stderr }] of answers.entries()) {
      expect([lines[index], code, stderr]).toEqual([lines[index], 0, ''])
      expect(stdout).toMatch(/^Usage: cutover/)
      expect(stdout).toContain('Exit: 0')
    }
  })

  it('ends with 2 and says why, before any database is asked', async () => {
    const nothing = { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' }
    const lines = [
      '',
      'migrate',
      'scan --fast',
      'inventory',
      'inventory --json --csv',
      'export',
      'rules import',
      'rules merge a.yml',
    ]
    const answers = await Promise.all(lines.map((line) => cutover(line, nothing)))
    for (const [index, { code, stdout, stderr }] of answers.entries()) {
      expect([lines[index], code, stdout]).toEqual([lines[index], 2, ''])
      expect(stderr).toContain('cutover')
    }
  })

  it('ends with 2 for a filter or a mapping that is not valid, and for settings that cannot be', async () => {
    const bad = write('bad.yml', 'version: 1\nrules:\n  - match: { colour: red }\n')
    const broken = write('broken.yml', 'version: [1\n')
    const answers = await Promise.all([
      cutover('inventory --json colour:red'),
      cutover(`rules import ${bad} --yes`),
      cutover(`rules import ${broken} --yes`),
      cutover('scan', { GITLAB_URL: undefined }),
      cutover('scan', { GITLAB_TOKEN: undefined, GITLAB_TOKEN_FILE: '/nowhere/token' }),
    ])
    expect(answers.map(({ code, stdout }) => [code, stdout])).toEqual(answers.map(() => [2, '']))
    for (const { stderr } of answers) expect(stderr).toMatch(/^cutover /)
    expect(answers[4]?.stderr).toContain('GITLAB_TOKEN_FILE')
  })
})

describe('what cannot be reached', () => {
  it('ends with 4 for GitLab and says what to do', async () => {
    // One after the other: a scan that finds another one running follows it and gives its answer.
    const answers = [
      await cutover('scan', { GITLAB_URL: 'http://127.0.0.1:9', GITLAB_INCLUDE: 'shop' }),
      await cutover('scan', { GITLAB_TOKEN: 'glpat-wrong' }),
    ]
    expect(answers.map(({ code, stdout }) => [code, stdout])).toEqual(answers.map(() => [4, '']))
    expect(answers[1]?.stderr).toMatch(/token/)
    expect(answers[1]?.stderr).not.toContain('glpat-wrong')
  })

  it('ends with 4 for the database, without its password', async () => {
    const lost = { DATABASE_URL: 'postgres://someone:SECRETWORD@127.0.0.1:9/none' }
    const lines = ['status --json', `export --out ${folder}/lost`, 'scan']
    const answers = await Promise.all(lines.map((line) => cutover(line, lost)))
    expect(answers.map(({ code, stdout }) => [code, stdout])).toEqual(answers.map(() => [4, '']))
    for (const { stderr } of answers) expect(stderr).not.toMatch(/SECRETWORD|\n\s+at /)
  })
})

describe('before the first scan', () => {
  it('never answers as if there were nothing', () => {
    const [status, empty, exported] = before
    expect(status?.code).toBe(1)
    expect(JSON.parse(status?.stdout ?? '')).toMatchObject({ complete: false, scanned_at: null })
    expect([empty?.code, empty?.stdout]).toEqual([1, ''])
    expect([exported?.code, exported?.stdout]).toEqual([1, ''])
  })
})

describe('scan and status', () => {
  it('exits 1 with gaps and lists them, and 0 for an administrator', async () => {
    expect(scanned.code).toBe(1)
    const { complete, gaps } = JSON.parse(scanned.stdout)
    expect(complete).toBe(false)
    expect(gaps).toContainEqual({ subject: 'instance', path: null, part: 'variables', reason: 'not_permitted' })
    expect(demo.refusedValues()).toBe(0)
    const whole = await cutover('scan', { GITLAB_TOKEN: demo.tokens.admin })
    expect([whole.code, whole.stdout]).toEqual([0, expect.stringMatching(/^\d+ variables\. Complete\.\n$/)])
    const status = await cutover('status --json')
    expect(status.code).toBe(0)
    const { counts, ...rest } = JSON.parse(status.stdout)
    expect(rest).toEqual({ complete: true, scanned_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) })
    expect(Object.keys(counts).sort()).toEqual(
      'approved blocked confirmed cut_over deleted discovered dual_run excluded gone mapped quarantined replaced retired seeded'.split(
        ' ',
      ),
    )
    const total = Object.values<number>(counts).reduce((sum, n) => sum + n, 0)
    expect(whole.stdout).toBe(`${total} variables. Complete.\n`)
  })

  it('does the work itself where the worker ended a moment ago', async () => {
    const client = new Client({ connectionString: stored.ownerUrl })
    await client.connect()
    await client.query(
      `insert into fact (name, data, at) values ('worker_heartbeat', '{}', now() - interval '10 seconds')`,
    )
    const scan = await cutover('scan --json', { GITLAB_TOKEN: demo.tokens.admin })
    await client.query(`delete from fact where name = 'worker_heartbeat'`)
    await client.end()
    expect([scan.code, JSON.parse(scan.stdout).complete]).toEqual([0, true])
  }, 120_000)
})

describe('inventory', () => {
  it('answers an array with exactly the documented keys', async () => {
    const answer = inventory
    expect([answer.code, answer.stderr]).toEqual([0, ''])
    const keys =
      'level owner key environment_scope variable_type protected masked hidden raw state target uses blockers'.split(
        ' ',
      )
    for (const one of JSON.parse(answer.stdout)) expect(Object.keys(one)).toEqual(keys)
    expect(record(answer, 'payments/pci/card-vault', 'HSM_PIN')).toMatchObject({
      level: 'project',
      variable_type: 'env_var',
      protected: true,
      masked: true,
      hidden: true,
      raw: false,
      target: null,
    })
    expect(record(answer, 'payments/core/ledger', 'LEDGER_SIGNING_KEY', 'production').variable_type).toBe('file')
    expect(record(answer, 'shop/web/storefront', 'BASIC_AUTH', 'staging').raw).toBe(true)
  })

  it('knows the story: uses, blockers, and what is unknown', async () => {
    const answer = inventory
    const facts = (owner: string, key: string, scope = '*') => {
      const { state, uses, blockers } = record(answer, owner, key, scope)
      return { state, uses, blockers }
    }
    expect(facts('payments/core/gateway', 'FEATURE_NEW_ROUTING')).toEqual({
      state: 'blocked',
      uses: 1,
      blockers: ['used_in_rules'],
    })
    expect(facts('payments/pci/hsm-bridge', 'HSM_TRIGGER_TOKEN').blockers).toContain('bridge_uses_variable')
    expect(facts('platform/infra/terraform-live', 'VAULT_TOKEN').blockers).toContain('static_vault_credential')
    expect(facts('platform/observability/grafana-dashboards', 'GRAFANA_URL').blockers).toContain(
      'used_in_environment_name',
    )
    expect(facts('shop/web/storefront', 'ALGOLIA_ADMIN_KEY', 'review/*').blockers).toContain('scope_ambiguous')
    expect(facts('shop/web/storefront', 'ALGOLIA_ADMIN_KEY', 'production').blockers).toEqual([])
    expect(facts('payments/legacy-billing', 'SMTP_PASSWORD').blockers).toContain('project_archived')
    // An invalid configuration: unknown, never none. A release branch that was read: the job that it alone still has.
    expect(facts('shop/web/cms', 'CMS_LICENCE')).toEqual({
      state: 'blocked',
      uses: null,
      blockers: ['ci_config_invalid'],
    })
    expect(facts('shop/web/storefront', 'LEGACY_CRM_KEY').uses).toBe(1)
    expect(facts('payments/core/gateway', 'ACQUIRER_API_KEY').uses).toBe(2)
    // The nearer definition serves the job, the farther one does not: level beats scope.
    expect(facts('payments/core/ledger', 'DATABASE_PASSWORD', 'review/*').uses).toBe(1)
  })

  it('answers CSV of the same rows, and only what the filter finds', async () => {
    const [json, csv, some, rest, turned] = await Promise.all([
      cutover('inventory --json'),
      cutover('inventory --csv'),
      cutover(['inventory', '--json', 'group:payments is:hidden', 'scope:production']),
      cutover('inventory --json group:payments'),
      cutover('inventory -group:payments --json'),
    ])
    const lines = csv.stdout.trimEnd().split('\r\n')
    expect(lines).toHaveLength(JSON.parse(json.stdout).length + 1)
    expect(lines[0]).toMatch(/^level,owner,key,environment_scope,/)
    expect(JSON.parse(some.stdout).map((one: { key: string }) => one.key)).toEqual(['CARD_ENCRYPTION_KEY'])
    expect(JSON.parse(rest.stdout)).toHaveLength(JSON.parse(json.stdout).length - JSON.parse(turned.stdout).length)
  })
})

describe('rules', () => {
  it('previews, applies only with --yes, and gives back what it took', async () => {
    const file = write('mapping.yml', mapping)
    const [empty, preview] = await Promise.all([cutover('rules export'), cutover(`rules import ${file} --json`)])
    expect([preview.code, preview.stderr]).toEqual([0, ''])
    const { applied, changes } = JSON.parse(preview.stdout)
    expect(applied).toBe(false)
    expect(changes.length).toBeGreaterThan(50)
    expect((await cutover('rules export')).stdout).toBe(empty.stdout)
    const done = await cutover(`rules import ${file} --yes --json`)
    expect(JSON.parse(done.stdout).changes).toEqual(changes)
    const exported = path.join(folder, 'exported.yml')
    expect(await cutover(`rules export ${exported}`)).toMatchObject({ code: 0, stdout: '' })
    const [again, rows] = await Promise.all([cutover(`rules import ${exported} --json`), cutover('inventory --json')])
    expect(JSON.parse(again.stdout).changes).toEqual([])
    expect(record(rows, 'payments/core/ledger', 'JAVA_OPTS').state).toBe('excluded')
    expect(record(rows, 'payments/core/ledger', 'LEDGER_SIGNING_KEY', 'production')).toMatchObject({
      state: 'mapped',
      target: {
        vault: 'main',
        mount: 'ci',
        path: 'payments/core/ledger/production/protected/LEDGER_SIGNING_KEY',
        field: 'value',
      },
    })
  })
})

describe('export', () => {
  const listed = (root: string) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => path.relative(root, path.join(one.parentPath, one.name)))
      .sort()
  const bytes = (root: string) =>
    Object.fromEntries(listed(root).map((name) => [name, readFileSync(path.join(root, name), 'utf8')]))

  it('writes what it says, twice the same bytes, and tells what it left out', async () => {
    const [one, other] = [path.join(folder, 'one'), path.join(folder, 'other')]
    const [first, second, strict] = await Promise.all([
      cutover(`export --out ${one}`),
      cutover(['export', '--out', other, '--json']),
      cutover(`export --out ${folder}/strict --strict`),
    ])
    expect([first.code, second.code, strict.code]).toEqual([0, 0, 1])
    expect(bytes(one)).toEqual(bytes(other))
    const manifest = JSON.parse(readFileSync(path.join(one, 'manifest.json'), 'utf8'))
    expect(JSON.parse(second.stdout)).toEqual(manifest)
    expect(Object.keys(manifest)).toEqual(['files', 'left_out'])
    expect(['manifest.json', ...manifest.files.map((file: { path: string }) => file.path)].sort()).toEqual(listed(one))
    for (const file of manifest.files) {
      expect(Object.keys(file)).toEqual(['path', 'kind', 'project', 'environment', 'sha256'])
      expect(
        createHash('sha256')
          .update(readFileSync(path.join(one, file.path)))
          .digest('hex'),
      ).toBe(file.sha256)
    }
    expect(manifest.left_out.length).toBeGreaterThan(0)
    for (const left of manifest.left_out)
      expect(Object.keys(left)).toEqual(['level', 'owner', 'key', 'environment_scope', 'reason'])
    for (const name of [
      'bindings.csv',
      'bindings.md',
      'bindings.json',
      'checklist.md',
      'trust-model.md',
      'failure-modes.md',
    ])
      expect(listed(one)).toContain(name)
  })

  it('writes policies, roles and CI files that parse', async () => {
    const root = path.join(folder, 'one')
    const names = listed(root)
    const policies = names.filter((name) => name.startsWith('policies/'))
    const roles = names.filter((name) => name.startsWith('roles/'))
    expect(policies.length).toBeGreaterThan(5)
    expect(roles.length).toBeGreaterThan(5)
    for (const name of policies) {
      const parsed = await parseHcl(name, readFileSync(path.join(root, name), 'utf8'))
      expect(Object.keys(parsed.path ?? {}).length).toBeGreaterThan(0)
    }
    const known = new Set(policies.map((name) => path.basename(name, '.hcl')))
    for (const name of roles) {
      const role = JSON.parse(readFileSync(path.join(root, name), 'utf8'))
      expect(role.bound_claims).toHaveProperty('project_id')
      for (const policy of role.token_policies) expect(known).toContain(policy)
    }
  })

  it('removes what an earlier export wrote and nothing else', async () => {
    const root = path.join(folder, 'other')
    writeFileSync(path.join(root, 'notes.txt'), 'mine')
    const stale = path.join(root, 'policies', 'old.hcl')
    writeFileSync(stale, '')
    const outside = write('outside.txt', 'not yours')
    const manifest = JSON.parse(readFileSync(path.join(root, 'manifest.json'), 'utf8'))
    manifest.files.push({ path: 'policies/old.hcl' }, { path: '../outside.txt' })
    writeFileSync(path.join(root, 'manifest.json'), JSON.stringify(manifest))
    expect((await cutover(`export --out ${root}`)).code).toBe(0)
    expect(readdirSync(path.join(root, 'policies'))).not.toContain('old.hcl')
    expect(readFileSync(path.join(root, 'notes.txt'), 'utf8')).toBe('mine')
    expect(readFileSync(outside, 'utf8')).toBe('not yours')
  })

  it('ends with 2 where the folder cannot be written', async () => {
    mkdirSync(path.join(folder, 'blocked'))
    writeFileSync(path.join(folder, 'blocked', 'policies'), 'a file where a folder should be')
    const answer = await cutover(`export --out ${folder}/blocked`)
    expect([answer.code, answer.stdout]).toEqual([2, ''])
  })
})

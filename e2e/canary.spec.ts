// Unique values in the demo GitLab, the whole line run, then every byte of what Cutover wrote, sent or showed is searched.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import pg from 'pg'
import { storedUrls } from '../lib/launch/embedded-postgres.ts'
import { applyExport, type LiveVault, startLiveVault } from './live-vault.ts'
import { signIn } from './sign-in.ts'
import { type RunningCutover, startCutover } from './start-cutover.ts'

const canary = 'kanarienvogel-7f3a'

const rules = `version: 1
vaults:
  - {name: main, address: https://vault.example.com, auth_path: jwt, audience: https://vault.example.com, policy_repository: platform/vault-policies}
mounts:
  - {vault: main, path: secret, engine: kv-v2}
tiers:
  - {group: payments, tier: premium}
  - {group: shop, tier: premium}
rules:
  - {match: {}, target: {}, star: {answer: per_environment}}
`

const routes = [
  '/',
  '/inventory',
  '/inventory/duplicates',
  '/inventory/moves',
  '/inventory/questionnaire',
  '/blockers',
  '/runners',
  '/mapping',
  '/mapping/suggestions',
  '/artefacts',
  '/bindings',
  '/access',
  '/access?group=shop',
  '/access/who',
  '/access/change',
  '/access/assertions',
  '/access/lost',
  '/access/radius',
  '/drift',
  '/drift?tab=gitlab',
  '/drift?tab=existing',
  '/drift?tab=lint',
  '/merge-requests',
  '/connections',
  '/load',
  '/progress',
  '/trust-model',
]

let cutover: RunningCutover
let vault: LiveVault | null = null
let noVault = ''
/** Everything that left Cutover, by where it was seen. */
const seen = new Map<string, Buffer>()

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  const started = await startLiveVault()
  if ('skip' in started) noVault = started.skip
  else vault = started
  cutover = await startCutover({ gitlab: { canary }, ...(vault === null ? {} : { env: vault.env }) })
})
test.afterAll(async () => {
  await cutover.stop()
  await vault?.stop()
})

const hits = (needle: string) => [...seen].filter(([, bytes]) => bytes.includes(needle)).map(([name]) => name)

function remember(page: Page): void {
  page.on('response', async (response) => {
    const body = await response.body().catch(() => Buffer.alloc(0))
    seen.set(`response ${response.url()} ${seen.size}`, body)
  })
}

function rememberFolder(name: string, folder: string): void {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const full = path.join(folder, file)
    if (statSync(full).isFile()) seen.set(`${name} ${file}`, readFileSync(full))
  }
}

/** As text, since PostgreSQL compresses long values in its files. */
async function rememberTables(): Promise<number> {
  const urls = storedUrls(cutover.dataFolder)
  const client = new pg.Client({ connectionString: urls?.ownerUrl })
  await client.connect()
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  )
  let rows = 0
  for (const { name } of tables) {
    const { rows: found } = await client.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`)
    rows += found.length
    seen.set(`table ${name}`, Buffer.from(found.map((row) => row.text).join('\n')))
  }
  await client.end()
  return rows
}

/** Runs the command and keeps what it says. */
async function command(...args: string[]): Promise<string> {
  const { stdout, stderr } = await cutover.command(...args)
  seen.set(`command ${args.join(' ')} ${seen.size}`, Buffer.from(stdout + stderr))
  return stdout
}

/** A vault that holds what is planned, with a value at each path, and was read by the worker and by the command. */
async function connect(live: LiveVault): Promise<void> {
  await applyExport(live, cutover)
  const planned = JSON.parse(await command('drift', '--json')).findings
  const paths: string[] = planned.flatMap((one: { code: string; name: string }) =>
    one.code === 'path_missing' ? [one.name] : [],
  )
  expect(paths.length).toBeGreaterThan(10)
  for (const at of paths) await live.call('POST', at.replace('/', '/data/'), { data: { FIELD: `${canary}-in-vault` } })
  expect(JSON.parse(await command('drift', '--json')).unknown).toEqual([])
  expect(JSON.parse(await command('vaults', '--json')).vaults).toMatchObject([{ name: 'main', state: 'connected' }])
  await command('vaults', '--policy', 'main')
}

test('no value is anywhere after the whole line was run', async ({ page }) => {
  test.setTimeout(600_000)
  if (vault === null) expect(process.env.CI, noVault).not.toBe('true')
  remember(page)
  await signIn(page, cutover.signInLink)
  await page.getByRole('button', { name: 'Start the first scan' }).click()
  await expect(page.getByRole('button', { name: 'Scan again' })).toBeVisible({ timeout: 60_000 })
  const folder = mkdtempSync('/tmp/cutover-canary-')
  const rulesFile = path.join(folder, 'rules.yaml')
  await import('node:fs/promises').then((fs) => fs.writeFile(rulesFile, rules))
  for (const args of [
    ['rules', 'import', rulesFile, '--yes'],
    ['inventory', '--json'],
    ['inventory', '--csv'],
    ['status', '--json'],
    ['export', '--out', path.join(folder, 'out')],
    [
      'explain',
      '--project',
      'payments/core/gateway',
      '--trigger',
      'protected-push',
      '--environment',
      'production',
      '--json',
    ],
    ['lint', '--json'],
  ])
    await command(...args)
  if (vault !== null) await connect(vault)
  await page.goto(`${cutover.url}/merge-requests`)
  await page.getByRole('button', { name: 'Preview merge requests' }).click()
  await page.getByRole('button', { name: /^Open \d+ merge requests…/ }).click({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Open them' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'payments/core/gateway' })).toContainText('Open', {
    timeout: 60_000,
  })
  for (const route of routes) {
    await page.goto(`${cutover.url}${route}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    seen.set(`page ${route}`, Buffer.from(await page.content()))
  }
  rememberFolder('export', path.join(folder, 'out'))
  rmSync(folder, { recursive: true, force: true })
  rememberFolder('data folder', cutover.dataFolder)
  expect(await rememberTables()).toBeGreaterThan(200)
  seen.set('log', Buffer.from(cutover.log()))
  const sent = cutover.gitlab.requests().map(({ method, path: where, body }) => JSON.stringify([method, where, body]))
  seen.set('requests to GitLab', Buffer.from(sent.join('\n')))

  expect(seen.size).toBeGreaterThan(200)
  expect(hits(canary)).toEqual([])
  for (const token of [...Object.values(cutover.gitlab.tokens), ...(vault === null ? [] : [vault.token])])
    expect(hits(token), 'a credential').toEqual([])
})

test('a scan asks for no value', () => {
  const asked = cutover.gitlab.requests()
  expect(asked.length).toBeGreaterThan(30)
  expect(asked.filter((one) => /\/variables(\/|\?|$)/.test(one.path))).toEqual([])
  expect(asked.filter((one) => /\bvalue\b/.test(one.graphql?.query ?? ''))).toEqual([])
})

test('one planted leak is found', async () => {
  const urls = storedUrls(cutover.dataFolder)
  const client = new pg.Client({ connectionString: urls?.ownerUrl })
  await client.connect()
  await client.query(`INSERT INTO fact (name, data) VALUES ('planted', to_jsonb($1::text))`, [`${canary}-000001`])
  await client.end()
  await rememberTables()
  expect(hits(canary)).toContain('table public.fact')
})

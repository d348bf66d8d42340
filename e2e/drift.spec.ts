// Drift: not connected, as planned, edited by hand, missing, adopted, unknown since; on the page, by the command, by axe.
import { expect, type Page, test } from '@playwright/test'
import { checkAccessibility } from './check-accessibility.ts'
import { applyExport, type LiveVault, startLiveVault } from './live-vault.ts'
import { prepare } from './prepared.ts'
import { screenshot } from './screenshot.ts'
import { signIn } from './sign-in.ts'
import { type RunningCutover, startCutover } from './start-cutover.ts'

const role = 'cutover-108-production-protected'
const keys = ['code', 'kind', 'name', 'field', 'want', 'got']

let cutover: RunningCutover
let page: Page
let vault: LiveVault | null = null
let noVault = ''
let roles = new Map<string, string>()
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  const started = await startLiveVault()
  if ('skip' in started) noVault = started.skip
  else vault = started
  cutover = await startCutover(vault === null ? {} : { env: vault.env })
  page = await (await browser.newContext()).newPage()
  await signIn(page, cutover.signInLink)
})
test.afterAll(async () => {
  await cutover.stop()
  await vault?.stop()
})

/** Where CI=true nothing may be left out. */
function live(): LiveVault {
  if (vault === null) expect(process.env.CI, noVault).not.toBe('true')
  test.skip(vault === null, noVault)
  if (vault === null) throw new Error(noVault)
  return vault
}

const check = (where: string) => checkAccessibility(page, where)

async function drift() {
  const { code, stdout, stderr } = await cutover.command('drift', '--json')
  return { code, stderr, ...JSON.parse(stdout) }
}

const rows = (text: string) =>
  page.getByRole('table', { name: 'Vault against the plan' }).getByRole('row').filter({ hasText: text })

const vaultCard = () =>
  page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: /^Vault main/ }) })

test('before a scan page and commands say what is missing', async () => {
  await page.goto(`${cutover.url}/drift`)
  await expect(page.getByRole('heading', { name: 'No scan yet' })).toBeVisible()
  expect(await drift()).toMatchObject({ code: 1, findings: [], unknown: [{ why: 'no_scan' }] })
  await prepare(cutover)
})

test('lint finds in what is planned by default only who may redirect a login, by the settings of each project', async () => {
  const { code, stdout } = await cutover.command('lint', '--json')
  const answer = JSON.parse(stdout)
  expect(Object.keys(answer)).toEqual(['findings', 'unknown'])
  for (const finding of answer.findings) expect(Object.keys(finding)).toEqual(keys)
  expect(code).toBe(1)
  expect(answer.unknown).toEqual([])
  expect(new Set(answer.findings.map(({ code: found }: { code: string }) => found))).toEqual(
    new Set(['redirected_login']),
  )
  const finding = { kind: 'setting', name: 'payments/core/gateway', got: 'developer' }
  expect(answer.findings.filter(({ name }: { name: string }) => name === finding.name)).toMatchObject([finding])
  expect(JSON.stringify(answer.findings)).not.toContain('payments/core/ledger')
  await page.goto(`${cutover.url}/drift?tab=lint`)
  const row = page.getByRole('row').filter({ hasText: finding.name })
  await expect(row).toContainText('Every developer can run a pipeline')
  await expect(row).toContainText('who may push was not read')
  await expect(page.getByText('By decision, for all')).toBeVisible()
  await screenshot(page, 'drift-lint')
  await check('lint')
})

test('what was never written is missing, and has the keys that are promised', async () => {
  live()
  const found = await drift()
  expect(found.code).toBe(1)
  expect(found.unknown).toEqual([])
  for (const finding of found.findings) expect(Object.keys(finding)).toEqual(keys)
  expect(found.findings).toContainEqual(expect.objectContaining({ code: 'role_missing', kind: 'role', name: role }))
  await page.goto(`${cutover.url}/drift?show=missing&kind=role`)
  await expect(rows(role)).toContainText('Missing')
  await check('missing')
})

test('what was written as rendered is as planned', async () => {
  roles = await applyExport(live(), cutover)
  const found = await drift()
  expect(new Set(found.findings.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['path']))
  await page.goto(`${cutover.url}/drift?show=same&kind=role`)
  await expect(rows(role)).toContainText('As planned')
  await page.goto(`${cutover.url}/bindings?environment=production`)
  await expect(page.getByRole('link', { name: 'Live: the same as planned' }).first()).toBeVisible()
})

test('the card of the vault says what was found there, and reads it again when asked', async () => {
  live()
  await page.goto(`${cutover.url}/connections`)
  const card = vaultCard()
  await expect(card.getByRole('heading', { name: /connected|partly readable/ })).toBeVisible()
  await expect(card.getByText(/^Found: \d+ roles, \d+ policies/)).toBeVisible()
  await expect(card.getByText('This token could read values. Cutover never asks for one.')).toBeVisible()
  await card.getByRole('button', { name: 'Read now' }).click()
  await expect(card.getByRole('button', { name: 'Read now' })).toBeEnabled()
  await expect(card.getByText(/^Found: \d+ roles, \d+ policies/)).toBeVisible()
  await screenshot(page, 'connections-vault')
  await check('the card of a vault')
})

test('a role edited by hand shows field by field, with the line that wants it', async () => {
  const body = JSON.parse(roles.get(role) ?? '{}')
  const { ref_protected, ...claims } = body.bound_claims
  expect(ref_protected).toBe('true')
  await live().call('POST', `auth/jwt/role/${role}`, { ...body, bound_claims: claims, token_ttl: 120 })
  await live().call('POST', 'sys/policies/acl/cutover-mine', { policy: 'path "secret/*" { capabilities = ["read"] }' })
  const found = await drift()
  const ofRole = found.findings.filter(({ name }: { name: string }) => name === role)
  expect(ofRole).toEqual([
    { code: 'role_differs', kind: 'role', name: role, field: 'token_ttl', want: 300, got: 120 },
    { code: 'role_differs', kind: 'role', name: role, field: 'bound_claims.ref_protected', want: 'true', got: null },
  ])
  await page.goto(`${cutover.url}/drift?show=differs`)
  await expect(rows('token_ttl')).toContainText('300 s')
  await expect(rows('token_ttl')).toContainText('120 s')
  await screenshot(page, 'drift')
  await check('differs')
  await page.getByRole('link', { name: 'bound_claims.ref_protected' }).click()
  await expect(page).toHaveURL(new RegExp(`artefacts\\?file=roles%2F${role}.json&line=\\d+`))
  await page.goto(`${cutover.url}/drift?show=unplanned`)
  await expect(rows('cutover-mine')).toContainText('Not planned')
})

test('a policy that grants more shows both texts; the search and the kinds narrow the rows', async () => {
  await live().call('POST', `sys/policies/acl/${role}`, {
    policy: 'path "secret/*" { capabilities = ["read", "list"] }',
  })
  await drift()
  await page.goto(`${cutover.url}/drift`)
  await page.getByRole('link', { name: /^Policies/ }).click()
  await expect(page).toHaveURL(/kind=policy/)
  await page.getByLabel('Search').fill('108-production')
  await page.getByLabel('Search').press('Enter')
  await expect(page).toHaveURL(/kind=policy&search=108-production/)
  await expect(rows('secret/*').first()).toContainText('list, read')
  await page.getByText('Both texts, side by side').first().click()
  await expect(page.getByText('path "secret/*" { capabilities = ["read", "list"] }').first()).toBeVisible()
  await check('texts')
})

test('an existing role that reads production is found, and one that fits is adopted', async () => {
  const policy = 'path "*" { capabilities = ["read"] }'
  await live().call('POST', 'sys/policies/acl/everything', { policy })
  const open = {
    role_type: 'jwt',
    user_claim: 'sub',
    bound_audiences: 'https://vault.example.com',
    token_policies: 'everything',
  }
  await live().call('POST', 'auth/jwt/role/legacy-ci', open)
  await applyExport(live(), cutover)
  await live().call('POST', 'auth/jwt/role/ledger-production', roles.get(role))
  const found = await drift()
  expect(found.findings).toContainEqual(
    expect.objectContaining({
      code: 'existing_role_reads_production',
      name: 'legacy-ci',
      got: expect.objectContaining({ people: null }),
    }),
  )
  await page.goto(`${cutover.url}/drift?tab=existing`)
  const table = page.getByRole('table', { name: 'Existing roles' })
  await expect(table.getByRole('row').filter({ hasText: 'legacy-ci' })).toContainText('Only an audience')
  await screenshot(page, 'drift-existing')
  await check('existing roles')
  await table.getByRole('row').filter({ hasText: 'ledger-production' }).getByRole('button', { name: 'Adopt…' }).click()
  await expect(page.getByRole('dialog')).toContainText('ledger-production')
  await expect(page.getByRole('button', { name: 'Save to the mapping' })).toBeEnabled()
  await check('adopting')
  await page.getByRole('button', { name: 'Save to the mapping' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  const rules = await cutover.command('rules', 'export')
  expect(rules.stdout).toContain('ledger-production')
  await page.goto(`${cutover.url}/drift?show=all&kind=role&search=ledger-production`)
  await expect(rows('ledger-production')).toContainText('As planned')
})

test('while the server does not answer all is unknown since then, and nothing is missing', async () => {
  await live().end()
  const found = await drift()
  expect(found.code).toBe(1)
  expect(found.findings.filter(({ code }: { code: string }) => code.endsWith('missing'))).toEqual([])
  expect(found.unknown).toEqual([{ kind: 'vault', name: 'main', why: expect.stringContaining('since') }])
  await page.goto(`${cutover.url}/drift`)
  await expect(page.getByText('main is unknown since')).toBeVisible()
  await expect(page.getByText('the server does not answer').first()).toBeVisible()
  await screenshot(page, 'drift-unknown')
  await check('unknown since')
  await page.goto(`${cutover.url}/connections`)
  await expect(vaultCard().getByText(/^unknown since/)).toBeVisible()
  await expect(vaultCard().getByText('What Cutover knows of this vault is from')).toBeVisible()
  await check('the card of a vault that does not answer')
})

test('GitLab against the plan says that nothing changed', async () => {
  await page.goto(`${cutover.url}/drift?tab=gitlab`)
  await expect(page.getByRole('heading', { name: 'GitLab is as it was' })).toBeVisible()
  await check('GitLab')
})

// Variables that do not move, and suggestions: retired, replaced, proposed, accepted in bulk, dismissed; on the page, by the command, by axe.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect as expectSoon, type Page, test } from '@playwright/test'
import { checkAccessibility } from './check-accessibility.ts'
import { prepare } from './prepared.ts'
import { pushChange } from './push-change.ts'
import { screenshot } from './screenshot.ts'
import { signIn } from './sign-in.ts'
import { type RunningCutover, startCutover } from './start-cutover.ts'

// A preview works the whole plan out twice, which takes its time on a busy machine.
const expect = expectSoon.configure({ timeout: 30_000 })

let cutover: RunningCutover
let page: Page
let folder: string
test.describe.configure({ mode: 'serial', timeout: 240_000 })
test.beforeAll(async ({ browser }) => {
  folder = mkdtempSync('/tmp/cutover-fates-')
  cutover = await startCutover()
  page = await (await browser.newContext()).newPage()
  await signIn(page, cutover.signInLink)
})
test.afterAll(async () => {
  await cutover.stop()
  rmSync(folder, { recursive: true })
})

const check = (where: string) => checkAccessibility(page, where)

const exported = async () => (await cutover.command('rules', 'export')).stdout
const suggestions = (text: string) =>
  page.getByRole('table', { name: 'Suggestions' }).getByRole('row').filter({ hasText: text })

test('before a scan the page says what is missing', async () => {
  await page.goto(`${cutover.url}/mapping/suggestions`)
  await expect(page.getByRole('heading', { name: 'No scan yet' })).toBeVisible()
  await check('no scan')
  await prepare(cutover)
})

test('a mapping without fates is exported as it always was', async () => {
  expect(await exported()).not.toMatch(/^(?:fates|sources):/m)
})

test('an unused variable is retired in bulk after its rows were shown, and the filter finds it', async () => {
  await page.goto(`${cutover.url}/inventory?filter=${encodeURIComponent('used:no key:OLD_SFTP_PASSWORD')}`)
  await page.getByLabel('Select all rows of this page').check()
  await page.getByRole('button', { name: 'Retire…' }).click()
  await page.getByLabel('Reason').fill('The partner is gone')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('1 rows change')).toBeVisible()
  await expect(dialog.getByRole('table')).toContainText('Retired')
  await check('retiring')
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(dialog).toBeHidden()
  await page.goto(`${cutover.url}/inventory?filter=${encodeURIComponent('state:retired')}`)
  await page.getByRole('row').filter({ hasText: 'OLD_SFTP_PASSWORD' }).getByRole('link').first().click()
  await expect(page.getByText('Why: The partner is gone')).toBeVisible()
  await expect(page.getByText('Nothing goes to Vault.')).toBeVisible()
  await screenshot(page, 'fate-retired')
  await check('the drawer of a retired variable')
})

test('what a job uses cannot be retired: the row is blocked and names the job', async () => {
  await page.goto(`${cutover.url}/inventory?filter=${encodeURIComponent('key:LEDGER_EXPORT_TOKEN')}`)
  await page.getByLabel('Select all rows of this page').check()
  await page.getByRole('button', { name: 'Retire…' }).click()
  await page.getByLabel('Reason').fill('A guess')
  await expect(page.getByRole('dialog').getByRole('table')).toContainText('Blocked')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.goto(`${cutover.url}/inventory?filter=${encodeURIComponent('blocker:retire_in_use')}`)
  await expect(page.getByRole('row').filter({ hasText: 'LEDGER_EXPORT_TOKEN' })).toBeVisible()
  await page.goto(`${cutover.url}/mapping`)
  await page.getByRole('button', { name: 'Undo last change' }).click()
  await expect(page.getByText(/Undone\. 1 variables changed/)).toBeVisible()
})

test('suggestions say what, why and how sure; the filter is in the address', async () => {
  await page.goto(`${cutover.url}/mapping`)
  await page.getByRole('link', { name: 'Suggestions' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Suggestions' })).toBeVisible()
  await screenshot(page, 'suggestions')
  await check('suggestions')
  await page
    .getByRole('navigation', { name: 'What is proposed' })
    .getByRole('link', { name: /^Replace/ })
    .click()
  await expect(page).toHaveURL(/kind=replace/)
  await expect(suggestions('AWS_SECRET_ACCESS_KEY').first()).toContainText('AWS’s own OIDC login')
  await expect(suggestions('VAULT_TOKEN').first()).toContainText('credential for Vault itself')
  await page.getByLabel('Search').fill('nothing-like-this')
  await page.getByLabel('Search').press('Enter')
  await expect(page.getByRole('heading', { name: 'No suggestion fits the filter' })).toBeVisible()
  expect(await exported()).not.toContain('replace')
})

test('several are accepted at once after an exact preview, and are in the history', async () => {
  await page.goto(`${cutover.url}/mapping/suggestions?kind=replace&confidence=high`)
  await page.getByLabel('Select all rows of this page').check()
  const selected = await page.getByRole('table', { name: 'Suggestions' }).getByRole('row').count()
  await page.getByRole('button', { name: 'Accept…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/^\d+ rows? change$/)).toBeVisible()
  await expect(dialog.getByRole('table')).toContainText('Replaced')
  await screenshot(page, 'suggestions-preview')
  await check('accepting')
  await dialog.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(page.getByText(/variables? changed\. Mapping can undo it/)).toBeVisible()
  await page.goto(`${cutover.url}/inventory?filter=${encodeURIComponent('state:replaced')}`)
  await expect(page.getByRole('row').filter({ hasText: 'AWS_SECRET_ACCESS_KEY' }).first()).toBeVisible()
  await page.goto(`${cutover.url}/mapping`)
  await expect(page.getByText(`accepted ${selected - 1} suggestions`)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Retired and replaced' })).toBeVisible()
  await check('the mapping with fates')
})

test('what is dismissed stays away, and can be proposed again', async () => {
  await page.goto(`${cutover.url}/mapping/suggestions?search=FORECAST_API_KEY`)
  await page.getByLabel('Select all rows of this page').check()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByText('1 dismissed.')).toBeVisible()
  await expect(suggestions('FORECAST_API_KEY')).toHaveCount(0)
  await page.goto(`${cutover.url}/mapping/suggestions?tab=dismissed`)
  await suggestions('FORECAST_API_KEY').getByRole('checkbox').check()
  await check('dismissed')
  await page.getByRole('button', { name: 'Propose again' }).click()
  await page.goto(`${cutover.url}/mapping/suggestions?search=FORECAST_API_KEY`)
  await expect(suggestions('FORECAST_API_KEY')).toHaveCount(1)
})

test('fates survive export and import, and stand in the checklist with their steps', async () => {
  const file = path.join(folder, 'rules.yaml')
  const text = await exported()
  expect(text).toMatch(/^fates:$/m)
  writeFileSync(file, text)
  const again = await cutover.command('rules', 'import', file, '--json')
  expect(again.code).toBe(0)
  expect(JSON.parse(again.stdout).changes).toEqual([])
  const out = path.join(folder, 'out')
  await cutover.command('export', '--out', out)
  const checklist = readFileSync(path.join(out, 'checklist.md'), 'utf8')
  expect(checklist).toContain('## Retired and replaced')
  expect(checklist).toContain('The partner is gone')
})

test('a list of today’s paths proposes them, and the command accepts the sure ones', async () => {
  const list = path.join(folder, 'paths.txt')
  writeFileSync(
    list,
    'secret/payments/core/ledger/LEDGER_EXPORT_TOKEN: value\nsecret/payments/core/ledger#ledger-export-token\n',
  )
  const looked = await cutover.command('rules', 'import', '--paths', list, '--json')
  expect(looked.code, looked.stderr).toBe(0)
  expect(JSON.parse(looked.stdout).applied).toBe(false)
  await page.goto(`${cutover.url}/mapping/suggestions?basis=layout`)
  await expect(suggestions('LEDGER_EXPORT_TOKEN')).toContainText(
    'secret/payments/core/ledger#ledger-export-token exists',
  )
  await page.goto(`${cutover.url}/mapping/suggestions?tab=paths`)
  await expect(page.getByLabel('Paths of today, one a line')).toHaveValue(/ledger-export-token/)
  await page.getByLabel('Paths of today, one a line').fill('nowhere/x')
  await page.getByRole('button', { name: 'Keep the list' }).click()
  await expect(page.getByText('Line 1: nowhere/x begins with no declared mount')).toBeVisible()
  await screenshot(page, 'suggestions-paths')
  await check('paths of today')
})

test('a .env file is read in the browser: names are kept, its values are sent nowhere', async () => {
  const canary = 'canary-marble-otter-5528'
  const file = path.join(folder, '.env.production')
  writeFileSync(file, `# ${canary}\nMAIL_PASSWORD=${canary}\nexport PEM_KEY="one ${canary}\n${canary} two"\n`)
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  await page.goto(`${cutover.url}/mapping/suggestions?tab=sources`)
  await page.getByLabel('Environment file').setInputFiles(file)
  await expect(page.getByRole('list', { name: 'Names in the file' })).toContainText('PEM_KEY')
  await page.getByLabel('Project whose rules they follow').fill('payments/core/ledger')
  await page.getByLabel('Environment scope').fill('production')
  await check('adding a file')
  await page.getByRole('button', { name: 'Add 2 names' }).click()
  const table = page.getByRole('table', { name: 'Names of .env.production of payments/core/ledger' })
  await expect(table).toContainText('secret/payments/core/ledger/production/protected#MAIL_PASSWORD')
  await screenshot(page, 'suggestions-sources')
  await check('other sources')
  expect(sent.some((text) => text.includes('MAIL_PASSWORD'))).toBe(true)
  expect(sent.filter((text) => text.includes(canary))).toEqual([])
  const rules = await exported()
  expect(rules).toContain('key: MAIL_PASSWORD')
  expect(rules).not.toContain(canary)
  expect(cutover.log()).not.toContain(canary)
})

test('a path that a script reads with a static token is listed with job, file and line', async () => {
  const table = page.getByRole('table', { name: 'Paths that scripts read' })
  const row = table.getByRole('row').filter({ hasText: 'apply:production' })
  await expect(row).toContainText('infra/hetzner#token')
  await expect(row).toContainText('.gitlab-ci.yml')
  await expect(row).toContainText('Begins with no declared mount')
})

test('the role of a job is let in to what its script reads, and that can be taken back', async () => {
  const read = 'vault kv get -field=quarter secret/payments/core/calendar'
  await pushChange(cutover.gitlab, 'payments/core/ledger', (text) =>
    text.replace('    - ./deploy.sh\n', `    - ./deploy.sh\n    - ${read} > quarter.txt\n`),
  )
  await cutover.command('scan')
  await page.goto(`${cutover.url}/mapping/suggestions?tab=sources`)
  const table = page.getByRole('table', { name: 'Paths that scripts read' })
  const row = table.getByRole('row').filter({ hasText: 'secret/payments/core/calendar#quarter' })
  await expect(row.getByText('may not read it')).toBeVisible()
  await row.getByRole('button', { name: 'Let the role read it' }).click()
  await expect(row.getByText('may read it', { exact: true })).toBeVisible()
  await check('a role that was let in')
  const out = path.join(folder, 'with-scripts')
  await cutover.command('export', '--out', out)
  expect(readFileSync(path.join(out, 'checklist.md'), 'utf8')).toContain('## Other sources')
  await row.getByRole('button', { name: 'Take back' }).click()
  await expect(row.getByText('may not read it')).toBeVisible()
  expect(await exported()).not.toContain('payments/core/calendar')
})

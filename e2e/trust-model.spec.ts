// Trust model: the example before a scan, the user's own job after it, a merge request refused beside it, and on paper.
import { expect, type Page, test } from '@playwright/test'
import { checkAccessibility } from './check-accessibility.ts'
import { prepare } from './prepared.ts'
import { screenshot } from './screenshot.ts'
import { signIn } from './sign-in.ts'
import { type RunningCutover, startCutover } from './start-cutover.ts'

const project = 'payments/core/ledger'
const role = 'cutover-108-production-protected'
const refused = 'error validating claims: claim "ref_protected" does not match any associated bound claim values'

let cutover: RunningCutover
let page: Page
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  cutover = await startCutover()
  page = await (await browser.newContext()).newPage()
  await signIn(page, cutover.signInLink)
})
test.afterAll(() => cutover.stop())

const check = (where: string) => checkAccessibility(page, where)

test('before a scan it explains by an example, marked as such, and says what is missing', async () => {
  await page.goto(`${cutover.url}/trust-model`)
  await expect(page.getByText('This is an example')).toBeVisible()
  await expect(page.getByText('There was no scan yet')).toBeVisible()
  await expect(page.getByText(refused)).toBeVisible()
  await check('before a scan')
})

test('with a mapping it explains the job that is asked for: claims, role, policy and address are its own', async () => {
  await prepare(cutover)
  await page.goto(`${cutover.url}/trust-model`)
  await page.getByLabel('Project').selectOption(project)
  await page.getByLabel('The pipeline starts by').selectOption({ label: 'push to a protected branch' })
  await page.getByLabel('Environment', { exact: true }).fill('production')
  await page.getByLabel('Environment', { exact: true }).press('Enter')
  await expect(page).toHaveURL(/project=payments%2Fcore%2Fledger/)
  await expect(page.getByText('This is an example')).toHaveCount(0)
  const steps = page.getByRole('list', { name: 'From the job to the value' }).getByRole('listitem')
  await expect(steps).toHaveCount(6)
  await expect(steps.nth(2)).toContainText('https://vault.example.com/v1/auth/jwt/login')
  await expect(page.getByRole('table', { name: 'Claims of the job' })).toContainText(cutover.gitlab.url)
  await expect(page.getByText(`roles/${role}.json`)).toBeVisible()
  await expect(page.getByText('"bound_claims": {')).toBeVisible()
  await expect(page.getByText('capabilities = ["read"]').first()).toBeVisible()
  await check('a job of the user')
})

test('beside it a merge request is refused, check by check, with the line of the job log', async () => {
  const checks = page.getByRole('table', { name: 'Check by check' })
  await expect(checks.getByRole('columnheader').last()).toHaveText('A merge request')
  const row = checks.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'ref_protected' }) })
  await expect(row.getByRole('cell').last()).toContainText('fails: "false"')
  const side = page.getByRole('region', { name: 'A merge request' })
  await expect(side).toContainText('Refused, before anything is read.')
  await expect(side).toContainText(refused)
  await expect(side).toContainText('it reads 0 values of production')
  const link = row.getByRole('link', { name: 'ref_protected' })
  expect(await link.getAttribute('href')).toContain(encodeURIComponent(`roles/${role}.json`))
})

test('a project that is not there is said so', async () => {
  await page.goto(`${cutover.url}/trust-model?project=no/such`)
  await expect(page.getByText('The last scan found no project no/such.')).toBeVisible()
})

test('on paper it is light, without navigation, forms and buttons', async () => {
  await page.goto(`${cutover.url}/trust-model?project=${project}&environment=production`)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('heading', { name: 'What this does not keep out' })).toBeVisible()
  for (const hidden of ['Pages', 'On this page']) {
    await expect(page.getByRole('navigation', { name: hidden })).toHaveCount(0)
  }
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(page.getByLabel('Project')).toBeHidden()
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light')
  expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(20_000)
  await page.emulateMedia({ media: null, colorScheme: null })
})

test('the exported page has the same parts', async () => {
  const headings = await page.locator('[data-printable] h2').allTextContents()
  const folder = `${cutover.dataFolder}/trust-model-export`
  expect([0, 1]).toContain((await cutover.command('export', '--out', folder)).code)
  const { readFileSync } = await import('node:fs')
  const text = readFileSync(`${folder}/trust-model.md`, 'utf8')
  expect(headings.length).toBeGreaterThan(10)
  for (const heading of headings) expect(text).toContain(`## ${heading}\n`)
})

test('pictures of the page', async () => {
  for (const width of [1280, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await screenshot(page, `trust-model-${width}`)
    await page.goto(`${cutover.url}/trust-model?page=failure-modes`)
    await check(`failure modes, ${width}`)
    await page.goto(`${cutover.url}/trust-model?project=${project}&trigger=merge-request&environment=production`)
    await check(`a refused job, ${width}`)
  }
})

// Load: both forms and each user_claim by assumptions that stand in the address, and a table that sorts.
import { expect, type Page, test } from '@playwright/test'
import { checkAccessibility } from './check-accessibility.ts'
import { prepare } from './prepared.ts'
import { screenshot } from './screenshot.ts'
import { signIn } from './sign-in.ts'
import { type RunningCutover, startCutover } from './start-cutover.ts'

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

const day = () => page.getByRole('table', { name: 'The load of a day' })

/** The number of a row of that table: as planned, by `secrets:`, by script. */
async function numbers(row: string): Promise<number[]> {
  const cells = await day()
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row }) })
    .getByRole('cell')
    .allTextContents()
  return cells.slice(0, 3).map((text) => Number(text.replace(/,/g, '')))
}

test('before a scan the page says what is missing', async () => {
  await page.goto(`${cutover.url}/load`)
  await expect(page.getByRole('heading', { name: 'No scan yet' })).toBeVisible()
  await check('before a scan')
})

test('with a mapping it says that it rests on assumptions, and gives both forms', async () => {
  await prepare(cutover)
  await page.goto(`${cutover.url}/load`)
  await expect(page.getByText('These are assumptions.')).toBeVisible()
  const [planned = 0, secrets = 0, script = 0] = await numbers('Logins')
  expect(secrets).toBeGreaterThan(script)
  expect(script).toBeGreaterThan(0)
  expect(planned).toBeLessThanOrEqual(secrets)
  const claims = page.getByRole('table', { name: 'Vault clients by user_claim' }).getByRole('row')
  await expect(claims.filter({ hasText: 'project_id' })).toContainText('as planned')
  await expect(claims.filter({ hasText: 'runner_id' })).toContainText('Refused at login')
  await check('the numbers')
})

test('a typed assumption stands in the address and changes the numbers; twice the pipelines are twice the logins', async () => {
  for (const field of ['Projects with production', 'With other environments', 'Without environments']) {
    await page.getByLabel(field).fill('100')
  }
  await page.getByLabel('Without environments').press('Enter')
  await expect(page).toHaveURL(/production=100/)
  const [, once = 0] = await numbers('Logins')
  const address = new URL(page.url())
  for (const name of ['production', 'environment', 'plain']) address.searchParams.set(name, '200')
  await page.goto(address.href)
  await expect(page.getByLabel('Projects with production')).toHaveValue('200')
  const [, twice = 0] = await numbers('Logins')
  expect(Math.abs(twice - 2 * once)).toBeLessThanOrEqual(1)
})

test('the table sorts by its columns, by keyboard, and its totals stay', async () => {
  await page.goto(`${cutover.url}/load`)
  const table = page.getByRole('table', { name: 'The load by project' })
  const totals = await table.getByRole('row').last().textContent()
  await table.getByRole('link', { name: 'Project' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/sort=project/)
  await expect(table.getByRole('columnheader', { name: 'Project' })).toHaveAttribute('aria-sort', 'ascending')
  const names = await table.locator('tbody th .sr-only').allTextContents()
  expect(names.length).toBeGreaterThan(3)
  expect(names).toEqual([...names].sort())
  expect(await table.getByRole('row').last().textContent()).toBe(totals)
  await table.getByRole('link', { name: 'payments/core/ledger' }).click()
  await expect(page).toHaveURL(/access\?project=payments/)
})

test('past jobs that were counted take the place of assumptions, and can be left aside', async () => {
  await page.goto(`${cutover.url}/load`)
  await page.getByRole('link', { name: 'count past jobs' }).click()
  await page.getByRole('button', { name: 'Read the last 90 days' }).click()
  await expect(page.getByRole('button', { name: 'Read again' })).toBeEnabled({ timeout: 60_000 })
  await page.goto(`${cutover.url}/load`)
  await expect(page.getByText(/Runs of \d+ of \d+ projects were counted from \d{4}-\d\d-\d\d on/)).toBeVisible()
  await check('counted jobs')
  const [, counted = 0] = await numbers('Logins')
  await page.getByRole('link', { name: 'Use the assumptions for all' }).click()
  await expect(page).toHaveURL(/counts=assumed/)
  await expect(page.getByRole('link', { name: 'Use what was counted' })).toBeVisible()
  const [, assumed = 0] = await numbers('Logins')
  expect(assumed).not.toBe(counted)
})

test('an address with nonsense is still a page', async () => {
  await page.goto(`${cutover.url}/load?production=many&protected=900&page=99&sort=nothing`)
  await expect(day()).toBeVisible()
  await expect(page.getByLabel('On protected refs')).toHaveValue('100')
})

test('pictures of the page', async () => {
  await page.goto(`${cutover.url}/load`)
  for (const width of [1280, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await screenshot(page, `load-${width}`)
  }
})

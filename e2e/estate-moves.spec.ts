// The estate moves: duplicate keys, and runners that are old, paused or missing, from the demo GitLab, in both themes.
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
  cutover = await startCutover({ gitlab: { noValues: true } })
  page = await (await browser.newContext()).newPage()
  await signIn(page, cutover.signInLink)
})
test.afterAll(() => cutover.stop())

const check = (where: string) => checkAccessibility(page, where)

const table = (name: string) => page.getByRole('table', { name })
const line = (name: string, text: string) => table(name).getByRole('row').filter({ hasText: text })

test('before a scan both pages say so', async () => {
  for (const route of ['/inventory/duplicates', '/runners']) {
    await page.goto(`${cutover.url}${route}`)
    await expect(page.getByRole('heading', { name: 'No scan yet' })).toBeVisible()
    await check(`${route}, empty`)
  }
})

test('duplicates: groups lead to exactly their rows, filters stand in the address', async () => {
  test.setTimeout(180_000)
  await prepare(cutover)
  await page.goto(`${cutover.url}/inventory`)
  await page
    .getByRole('navigation', { name: 'Views of the inventory' })
    .getByRole('link', { name: 'Duplicates' })
    .click()
  await expect(page).toHaveURL(/\/inventory\/duplicates$/)
  await expect(page.getByText('Values were not compared')).toBeVisible()
  await check('duplicates')
  await screenshot(page, 'duplicates')
  const first = table('Duplicate keys').getByRole('row').nth(1)
  const count = Number(await first.getByRole('cell').nth(1).textContent())
  expect(count).toBeGreaterThan(1)
  await first.getByRole('cell').nth(1).getByRole('link').click()
  await expect(page).toHaveURL(/\/inventory\?filter=key/)
  await expect(page.getByText(new RegExp(`^${count} of `))).toBeVisible()
  await page.goto(`${cutover.url}/inventory/duplicates?filter=nosuch%3Athing`)
  await expect(page.getByText('No qualifier nosuch')).toBeVisible()
  await page.goto(`${cutover.url}/inventory/duplicates?filter=key%3ANOTHING_LIKE_THIS`)
  await expect(page.getByRole('heading', { name: 'No key stands in two projects alike' })).toBeVisible()
})

test('runners: the old one says what fails there, the paused one is named', async () => {
  await page.goto(`${cutover.url}/runners`)
  await expect(line('Runners', 'hsm-zone')).toContainText('15.4.2')
  await expect(line('Runners', 'hsm-zone')).toContainText('Values are not masked in job logs')
  await expect(line('Runners', 'linux-shared-1')).toContainText('whole instance')
  await expect(page.getByText('Not all runners are shown to the token')).toBeVisible()
  await check('runners')
  await screenshot(page, 'runners')
  await page.getByRole('link', { name: /^Paused/ }).click()
  await expect(page).toHaveURL(/show=paused/)
  await expect(line('Runners', 'mac-mini-1')).toBeVisible()
  await expect(line('Runners', 'hsm-zone')).toHaveCount(0)
})

test('jobs that only an old or no runner picks up are named, and their variables warn', async () => {
  await page.goto(`${cutover.url}/runners?tab=jobs`)
  const card = line('Jobs and their runners', 'payments/pci/card-vault')
  await expect(card.first()).toContainText('only hsm-zone (oldest 15.4.2)')
  await expect(line('Jobs and their runners', 'shop/mobile/ios-app').first()).toContainText('only paused mac-mini-1')
  await check('jobs')
  await screenshot(page, 'runner-jobs')
  await page.goto(`${cutover.url}/inventory?filter=project:payments/pci/card-vault%20key:HSM_PIN`)
  await page.getByRole('row').filter({ hasText: 'HSM_PIN' }).getByRole('link').first().click()
  await expect(page.getByText('Runner too old for a job').first()).toBeVisible()
  await page.goto(`${cutover.url}/runners?tab=versions`)
  await expect(table('Runner versions').getByRole('row').filter({ hasText: '15.7.0' })).toContainText('CHANGELOG')
  await check('versions')
})

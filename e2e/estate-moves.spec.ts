// The estate moves: duplicate keys, runners that are old, paused or missing, recipes, and what became of projects between
// two scans, from the demo GitLab, in both themes.
import { expect, type Page, test } from '@playwright/test'
import { checkAccessibility } from './check-accessibility.ts'
import { variable } from './demo-gitlab/world/variable.ts'
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

test('a blocker leads to its recipe, and the recipe to the rows', async () => {
  await page.goto(cutover.url)
  await page.getByRole('link', { name: 'Recipe: Used in rules' }).click()
  await expect(page).toHaveURL(/\/blockers\/used_in_rules$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Used in rules' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Before' })).toBeVisible()
  await check('recipe')
  await screenshot(page, 'recipe')
  const count = (await page.getByRole('link', { name: /^\d+ variables?$/ }).textContent())?.split(' ')[0]
  await page.getByRole('link', { name: /^\d+ variables?$/ }).click()
  await expect(page.getByText(new RegExp(`^${count} of `))).toBeVisible()
  await page.goto(`${cutover.url}/blockers`)
  await expect(page.getByRole('link', { name: 'Job of a child pipeline' })).toBeVisible()
  await check('recipes')
  await page.goto(`${cutover.url}/blockers/no_such_code`)
  await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible()
})

test('a mapping file that is too large or too deep is refused in words', async () => {
  await page.goto(`${cutover.url}/mapping`)
  const field = page.getByLabel('Mapping file')
  const read = page.getByRole('button', { name: 'Read into the editor' })
  await field.fill('- '.repeat(20_000))
  await read.click()
  await expect(page.getByText('Line 1: nested deeper than 50 lists.')).toBeVisible()
  await field.fill(`# ${'x'.repeat(2_100_000)}`)
  await read.click()
  await expect(page.getByText(/2,000,000 can be sent at once\. Nothing was sent\./)).toBeVisible()
})

test('moves: before the second scan nothing moved', async () => {
  await page.goto(`${cutover.url}/inventory/moves`)
  await expect(page.getByRole('heading', { name: 'Nothing moved' })).toBeVisible()
  await check('moves, empty')
})

test('moves: a renamed and an archived project are listed, and the mapping follows the new path', async () => {
  test.setTimeout(180_000)
  const { world } = cutover.gitlab
  const [checkout, ledger] = ['shop/web/checkout', 'payments/core/ledger'].map((path) => world.project(path))
  if (!checkout || !ledger) throw new Error('the story has other projects')
  checkout.movedFrom.push(checkout.fullPath)
  world.addProject(Object.assign(checkout, { path: 'till', fullPath: 'shop/web/till' }))
  world.addProject(Object.assign(ledger, { archived: true }))
  checkout.variables = [
    ...checkout.variables.filter(({ key }) => key !== 'E2E_USER_PASSWORD'),
    variable('BRAND_NEW', 'x'),
  ]
  await cutover.command('scan')

  await page.goto(`${cutover.url}/inventory/moves`)
  await expect(line('Moves', 'shop/web/checkout')).toContainText('shop/web/till')
  await expect(line('Moves', 'payments/core/ledger')).toContainText('archived')
  await check('moves')
  await screenshot(page, 'moves')
  await page.getByRole('link', { name: /^Archived 1/ }).click()
  await expect(page).toHaveURL(/show=archived/)
  await expect(line('Moves', 'shop/web/checkout')).toHaveCount(0)
  await page.getByRole('link', { name: /^All 2/ }).click()

  await page.getByRole('button', { name: 'Rename in rules…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 part of the mapping names the old path')
  await expect(dialog).toContainText('TAX_API_URL')
  await check('rename')
  await dialog.getByRole('button', { name: 'Save to the mapping' }).click()
  await expect(line('Moves', 'shop/web/checkout')).toContainText('nothing names the old path')
})

test('what the last scan saw first and no longer saw is counted, and each number leads to its rows', async () => {
  await page.goto(cutover.url)
  await page.getByRole('link', { name: '1 new', exact: true }).click()
  await expect(page).toHaveURL(/filter=new%3Ayes/)
  await expect(page.getByText(/^1 of /)).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'BRAND_NEW' })).toBeVisible()
  await check('new')
  await page.goto(cutover.url)
  await page.getByRole('link', { name: '1 gone', exact: true }).click()
  await expect(page.getByRole('row').filter({ hasText: 'E2E_USER_PASSWORD' })).toBeVisible()
  await page.goto(`${cutover.url}/inventory?filter=new%3Aweek`)
  await expect(page.getByText('Values: yes and no for the last scan')).toBeVisible()
})

// Who loses access: past jobs are read, counted and replayed; a refusal is accepted and taken back; gaps are said.
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

const row = (text: string) => page.getByRole('table', { name: 'Past jobs' }).getByRole('row').filter({ hasText: text })

test('before a scan and before a rule the page says what is missing', async () => {
  await page.goto(`${cutover.url}/access/lost`)
  await expect(page.getByRole('heading', { name: 'No scan yet' })).toBeVisible()
  await prepare(cutover)
})

test('before past jobs were read nothing is counted', async () => {
  await page.goto(`${cutover.url}/access/lost`)
  await expect(page.getByRole('heading', { name: 'Past jobs were not read yet' })).toBeVisible()
  await expect(page.getByText('would be refused')).toHaveCount(0)
  await check('never read')
  await page.goto(`${cutover.url}/access/radius`)
  await expect(page.getByText('Who may push was not read yet')).toBeVisible()
  const cells = page.getByRole('table', { name: 'Blast radius' }).getByRole('row').nth(1).getByRole('cell')
  await expect(cells.nth(1)).toHaveText(/^unknown.*unknown$/)
  await check('radius, never read')
  await page.goto(cutover.url)
  await expect(page.getByText('Not known: who may push was not read yet.')).toBeVisible()
  await page.goto(`${cutover.url}/access/lost`)
})

test('read by the worker, the jobs that would be refused stand there with what Vault prints and the line', async () => {
  cutover.gitlab.clearRequests()
  await page.getByRole('button', { name: 'Read the last 90 days' }).click()
  await expect(page.getByText(/^Of [\d,]+ runs \d+ would be refused$/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Read again' })).toBeEnabled({ timeout: 60_000 })
  const hotfix = row('started on the web page, unprotected branch, production').filter({
    hasText: 'payments/core/ledger',
  })
  await expect(hotfix).toContainText('deploy:production')
  await expect(hotfix).toContainText(
    'error validating claims: claim "ref_protected" does not match any associated bound claim values',
  )
  const link = hotfix.getByRole('link', { name: 'ref_protected is "false"' })
  const address = new URL((await link.getAttribute('href')) ?? '', cutover.url).searchParams
  expect(address.get('file')).toBe('roles/cutover-108-production-protected.json')
  expect(Number(address.get('line'))).toBeGreaterThan(1)
  await expect(row('merge request from a fork').first()).toContainText('project_id')
  await screenshot(page, 'lost-access')
  await check('refused')
})

test('no log, no variable and no commit was asked for', () => {
  const requests = cutover.gitlab.requests()
  expect(requests.filter(({ graphql }) => graphql?.query.startsWith('query jobs')).length).toBeGreaterThan(10)
  expect(requests.filter(({ path }) => /\/(trace|variables|artifacts|commits|user)(\/|$)/.test(path))).toEqual([])
  expect(requests.filter(({ graphql }) => /\bvalue\b|title|trace/.test(graphql?.query ?? ''))).toEqual([])
})

test('states, projects and reasons filter, and the address says which', async () => {
  await page.getByLabel('Project').selectOption('shop/web/checkout')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page).toHaveURL(/project=shop%2Fweb%2Fcheckout/)
  await expect(page.getByRole('table', { name: 'Past jobs' }).getByRole('row')).toHaveCount(2)
  await expect(row('deploy:staging')).toContainText('environment is "staging-eu"')
  await page.goto(`${cutover.url}/access/lost?state=not_in_configuration`)
  await expect(row('deploy:canary')).toContainText('The configuration of the last scan has no job of this name.')
  await page.goto(`${cutover.url}/access/lost?state=not_affected`)
  await expect(row('payments/pci/card-vault').first()).toContainText('The job reads no planned variable.')
  await page.goto(`${cutover.url}/access/lost?state=all&size=25&page=2`)
  await expect(page.getByText(/^26–\d+ of \d+$/)).toBeVisible()
  await page.goto(`${cutover.url}/access/lost?reason=nothing`)
  await expect(page.getByRole('heading', { name: 'No past job is like this' })).toBeVisible()
  await check('no rows')
})

test('a refusal is accepted with a reason, no longer counts, stays listed, and can be taken back', async () => {
  await page.goto(`${cutover.url}/access/lost`)
  const counted = async () =>
    Number(/runs (\d+) would/.exec((await page.getByText(/would be refused$/).innerText()) ?? '')?.[1])
  const before = await counted()
  await page.getByRole('button', { name: 'Accept the refusal of scan…' }).click()
  await check('the dialog')
  await page.getByLabel('Why it may be refused').fill('The spike is over; scans run on protected branches')
  await page.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(page.getByText(`would be refused`).first()).toContainText(String(before - 1))
  await expect(row('payments/pci/card-vault')).toHaveCount(0)
  await page.getByRole('navigation', { name: 'States' }).getByRole('link', { name: 'Refusal accepted' }).click()
  await expect(row('payments/pci/card-vault')).toContainText('The spike is over')
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByRole('heading', { name: 'No past job is like this' })).toBeVisible()
  await page.goto(`${cutover.url}/access/lost`)
  expect(await counted()).toBe(before)
})

test('the blast radius counts people, jobs and refs today and after cut-over', async () => {
  await page.goto(`${cutover.url}/access`)
  await page.getByRole('link', { name: 'Blast radius…' }).click()
  await expect(page.getByText(/people could use some of \d+ production variables$/)).toBeVisible()
  const table = page.getByRole('table', { name: 'Blast radius' })
  const key = table.getByRole('row').filter({ hasText: 'STRIPE_KEY' })
  // 2 owners, 8 developers and 3 maintainers of payments may push to any branch of the gateway.
  // Afterwards only who may push or merge to main: the owners and maintainers.
  await expect(key.getByRole('cell').nth(1)).toHaveText(/^13.*5$/)
  await expect(key.getByRole('cell').nth(3)).toHaveText(/any ref of 1 project.*1 protected ref of 1 project/)
  await expect(key.getByRole('cell').nth(4)).toContainText('merge request')
  await screenshot(page, 'blast-radius')
  await check('radius')
  await table.getByRole('link', { name: 'Variable' }).click()
  await expect(page).toHaveURL(/sort=key/)
  await expect(table.getByRole('row').nth(1)).toContainText('ACQUIRER')
  await page.getByRole('navigation', { name: 'Quick filters' }).getByRole('link', { name: 'All mapped' }).click()
  await expect(page).toHaveURL(/show=all/)
  await table.getByRole('row').nth(1).getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: 'Who could use it, today and after cut-over' })).toBeVisible()
  await check('details with the radius')
  await page.goto(cutover.url)
  await expect(page.getByRole('heading', { name: 'Who could use production variables' })).toBeVisible()
  await expect(page.getByText(/people could use some of \d+ production variables/)).toBeVisible()
  await screenshot(page, 'overview-radius')
  await check('the overview')
  await page.goto(`${cutover.url}/access/lost`)
})

test('what GitLab does not show is said, and does not count as none', async () => {
  cutover.gitlab.setFaults([{ kind: '500', path: 'graphql', body: 'query jobs.*payments/core/refunds' }])
  await page.getByRole('button', { name: 'Read again' }).click()
  await expect(page.getByText(/Incomplete for 1 project/)).toBeVisible({ timeout: 60_000 })
  await page.getByText('Which', { exact: true }).click()
  await expect(page.getByText(/payments\/core\/refunds: jobs/)).toBeVisible()
  await check('incomplete')
  cutover.gitlab.setFaults([])
})

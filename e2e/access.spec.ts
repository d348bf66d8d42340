// Access: what a job can read and why, who can read a path, on the page and by the command, by keyboard and by axe.
import { readFile } from 'node:fs/promises'
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

test('before a scan the pages say what is missing', async () => {
  for (const route of ['/access', '/access?group=', '/access/who', '/access/change']) {
    await page.goto(`${cutover.url}${route}`)
    await expect(page.getByRole('heading', { name: 'No scan yet' })).toBeVisible()
    await check(`${route}, empty`)
  }
})

test('after a scan and without a rule the page says that nothing is mapped', async () => {
  expect([0, 1]).toContain((await cutover.command('scan')).code)
  await page.goto(`${cutover.url}/access`)
  await expect(page.getByRole('heading', { name: 'Nothing is mapped yet' })).toBeVisible()
})

test('a merge request on production is denied, with each reason and the text that Vault prints', async () => {
  await prepare(cutover)
  await page.goto(`${cutover.url}/access`)
  await page.getByLabel('Project').selectOption(project)
  await page.getByLabel('The pipeline starts by').selectOption({ label: 'merge request' })
  await page.getByLabel('Environment', { exact: true }).fill('production')
  await page.getByLabel('Environment', { exact: true }).press('Enter')
  await expect(page).toHaveURL(/trigger=merge-request/)
  const address = new URL(page.url()).searchParams
  expect([address.get('project'), address.get('environment')]).toEqual([project, 'production'])
  await expect(page.getByRole('heading', { name: 'Merge request, production' })).toBeVisible()
  await expect(page.getByText('Refused at login. 2 reasons; Vault prints one of them.')).toBeVisible()
  await expect(page.getByText(refused)).toBeVisible()
  const rows = page.getByRole('table', { name: 'Planned variables' }).getByRole('row')
  await expect(rows.filter({ hasText: 'LEDGER_SIGNING_KEY' })).toContainText('cannot read')
  await expect(rows.filter({ hasText: 'LEDGER_SIGNING_KEY' })).toContainText('ref_protected is "false"')
  await expect(page.getByText('No merge request of this project reads what production reads.')).toBeVisible()
  await check('a refused login')
})

test('a reason leads to the line of the role that it comes from', async () => {
  const link = page.getByRole('table', { name: 'Claim by claim' }).getByRole('link', { name: 'ref_protected' })
  const address = new URL((await link.getAttribute('href')) ?? '', cutover.url).searchParams
  expect(address.get('file')).toBe(`roles/${role}.json`)
  expect(Number(address.get('line'))).toBeGreaterThan(1)
  await link.click()
  await expect(page.getByRole('region', { name: 'The file' })).toContainText(`${role}.json`)
  await page.goBack()
})

test('a cell of the matrix, reached by keyboard, opens its reasons', async () => {
  const matrix = page.getByRole('table', { name: 'What each pipeline reads' })
  const row = matrix
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: 'Push to a protected branch' }) })
  await row.getByRole('link').first().focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Push to a protected branch, production' })).toBeVisible()
  await expect(page.getByText('Logs in. The token lives')).toBeVisible()
  const read = page
    .getByRole('table', { name: 'Planned variables' })
    .getByRole('row')
    .filter({ hasText: 'LEDGER_SIGNING_KEY' })
  await expect(read).toContainText('can read')
  await expect(read.getByRole('link', { name: new RegExp(`${role}:\\d+`) })).toBeVisible()
  await check('an allowed login')
})

test('who can read a variable or a path: projects, environments and triggers', async () => {
  await page.getByRole('link', { name: 'LEDGER_SIGNING_KEY' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Who can read this' })).toBeVisible()
  const table = page.getByRole('table', { name: 'Who can read this' })
  await expect(table).toContainText(project)
  await expect(table).toContainText('Can log in: push to a protected branch')
  await expect(table).not.toContainText('merge request')
  await check('who, by variable')
  await page.getByLabel('Variable or Vault path').fill('secret/shop/any/open')
  await page.getByRole('button', { name: 'Find who can read it' }).click()
  await expect(table).toContainText('shop/web/checkout')
  await check('who, by path')
  const all = await table.getByRole('row').count()
  await page.getByLabel('Started by').selectOption({ label: 'merge request' })
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await expect(page).toHaveURL(/trigger=merge-request/)
  await expect(table.getByRole('row').first()).toBeVisible()
  expect(await table.getByRole('row').count()).toBeLessThanOrEqual(all)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()])
  expect(file.suggestedFilename()).toBe('who-can-read.csv')
  const csv = await readFile(await file.path(), 'utf8')
  expect(csv.split('\r\n')[0]).toContain('project,environments')
  expect(csv).toContain('shop/web/checkout')
  await page.goto(`${cutover.url}/access/who?what=secret/nobody/reads`)
  await expect(page.getByRole('heading', { name: 'Nobody can read it' })).toBeVisible()
})

test('a whole group: counts, nothing red, and the projects behind a cell', async () => {
  await page.goto(`${cutover.url}/access`)
  await page.getByRole('link', { name: 'A whole group' }).click()
  await page.getByLabel('Group, with all its subgroups').selectOption('payments')
  await page.getByRole('button', { name: 'Show the group' }).click()
  await expect(page).toHaveURL(/group=payments/)
  const matrix = page.getByRole('table', { name: 'What each pipeline of the group reads' })
  await expect(matrix).toBeVisible()
  await expect(page.getByText('No merge request of this group reads what production reads.')).toBeVisible()
  const row = (name: string) =>
    matrix.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  await expect(row('merge request').getByRole('link').first()).toContainText('none')
  const cell = row('push to a protected branch').getByRole('link').first()
  await expect(cell).toContainText(/\d+ of \d+/)
  await cell.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/trigger=protected-push/)
  const projects = page.getByRole('table', { name: 'Projects of this cell' })
  await expect(projects).toContainText(project)
  await check('a group')
  await screenshot(page, 'access-group')
  await projects.getByRole('link', { name: project }).click()
  await expect(page.getByRole('heading', { name: 'Push to a protected branch, production' })).toBeVisible()
})

test('a role that is changed in place says what it would give, and what Vault would refuse', async () => {
  await page.getByRole('link', { name: 'try a change' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing is changed yet' })).toBeVisible()
  await check('a role, unchanged')
  for (const claim of ['ref_protected', 'pipeline_source', 'environment_protected']) {
    const drop = page.getByRole('button', { name: `Drop the claim ${claim}` })
    if ((await drop.count()) > 0) await drop.click()
  }
  await expect(page.getByText('Merge requests would read what production reads')).toBeVisible()
  const jobs = page.getByRole('table', { name: 'Jobs that change' })
  await expect(jobs.getByRole('row').filter({ hasText: 'merge request' }).first()).toContainText('LEDGER_SIGNING_KEY')
  await expect(page.getByRole('table', { name: 'Variables that change' })).toContainText('LEDGER_SIGNING_KEY')
  await expect(page).toHaveURL(/edit=/)
  await check('a role, changed')
  await screenshot(page, 'access-change')
  await page.reload()
  await expect(page.getByText('Merge requests would read what production reads')).toBeVisible()
  await page.getByText('All of it, as the body of the write').click()
  const body = page.getByLabel('Body of the write')
  await body.fill((await body.inputValue()).replace('"user_claim": "project_id"', '"user_claim": ""'))
  await expect(page.getByText('a user claim must be defined on the role')).toBeVisible()
  await check('a role that Vault would refuse')
  await page.getByRole('button', { name: 'Undo all changes' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing is changed yet' })).toBeVisible()
})

test('an assertion that holds is quiet; one that is broken is told on Access and the overview, with its rows', async () => {
  await page.goto(`${cutover.url}/access/assertions`)
  await expect(page.getByRole('heading', { name: 'No assertion is kept yet' })).toBeVisible()
  await page.getByLabel('reads a path like').fill('*/production*')
  await page.getByRole('button', { name: 'Keep this assertion' }).click()
  await expect(page.getByText('The assertion holds.')).toBeVisible()
  for (const [name, on] of [
    ['merge request', false],
    ['merge request from a fork', false],
    ['push to a protected branch', true],
  ] as const)
    await page.getByLabel(name, { exact: true }).setChecked(on)
  await page.getByLabel('in projects like').fill('payments')
  await page.getByRole('button', { name: 'Keep this assertion' }).click()
  await expect(page.getByText('1 of 2 assertions is broken')).toBeVisible()
  const sentence = 'No push to a protected branch reads */production* in payments'
  const rows = page.getByRole('table', { name: sentence })
  const row = rows.getByRole('row').filter({ hasText: project }).filter({ hasText: role }).first()
  await expect(row).toContainText('push to a protected branch')
  await expect(row.getByRole('link', { name: /:\d+$/ })).toBeVisible()
  await check('a broken assertion')
  await screenshot(page, 'access-assertions')
  for (const route of ['/access', '/access?group=payments', '/']) {
    await page.goto(`${cutover.url}${route}`)
    await expect(page.getByText('An assertion over access is broken')).toBeVisible()
  }
  await check('the overview with a broken assertion')
  await page.getByRole('link', { name: /Look at (the row|all)/ }).click()
  await page.getByRole('button', { name: `Drop: ${sentence}` }).click()
  await page.getByRole('button', { name: `Drop for good: ${sentence}` }).click()
  await expect(page.getByText('The assertion holds.')).toBeVisible()
})

test('a project that is not there is said so', async () => {
  await page.goto(`${cutover.url}/access?project=no/such`)
  await expect(page.getByText('The last scan found no project no/such.')).toBeVisible()
})

test('the pages ship at most 250 kB of compressed script', async () => {
  for (const route of ['/access', '/access?group=payments', '/access/who', '/access/change', '/access/assertions']) {
    await page.goto(`${cutover.url}${route}`, { waitUntil: 'load' })
    const bytes = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry instanceof PerformanceResourceTiming && /\.js(\?|$)/.test(entry.name))
        .reduce((sum, entry) => sum + (entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0), 0),
    )
    expect(bytes, route).toBeGreaterThan(10_000)
    expect(bytes, route).toBeLessThan(250_000)
  }
})

test('the command gives the same answer, and its exit code is the answer', async () => {
  const ask = (...args: string[]) =>
    cutover.command('explain', '--project', project, '--environment', 'production', ...args)
  const denied = await ask('--trigger', 'merge-request', '--json')
  expect(denied.code).toBe(1)
  const answer = JSON.parse(denied.stdout)
  expect(Object.keys(answer)).toEqual(['claims', 'role', 'login', 'reads'])
  expect(answer).toMatchObject({ role, login: { allowed: false, status: 400 } })
  expect(answer.login.reported).toContain(refused)
  const allowed = await ask('--trigger', 'protected-push', '--json')
  expect(allowed.code).toBe(0)
  expect(JSON.parse(allowed.stdout)).toMatchObject({ role, login: { allowed: true, status: 200 } })
  const unknown = await cutover.command('explain', '--project', 'no/such', '--trigger', 'push')
  expect(unknown.code).toBe(2)
  expect(unknown.stderr).toContain(project)
})

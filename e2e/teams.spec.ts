// Deciding with other teams: questions as a CSV file and the answers back in, comments, saved views, owners.
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { checkAccessibility } from './check-accessibility.ts'
import { prepare } from './prepared.ts'
import { screenshot } from './screenshot.ts'
import { signIn } from './sign-in.ts'
import { type RunningCutover, startCutover } from './start-cutover.ts'

let cutover: RunningCutover
let page: Page
test.describe.configure({ mode: 'serial', timeout: 240_000 })
test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000)
  cutover = await startCutover()
  page = await (await browser.newContext({ acceptDownloads: true })).newPage()
  await signIn(page, cutover.signInLink)
})
test.afterAll(() => cutover.stop())

const check = (where: string) => checkAccessibility(page, where)

/** Follows a link that downloads, and gives the text of the file. */
async function download(name: RegExp): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
  return readFileSync(await file.path(), 'utf8')
}

const upload = (label: string, text: string) =>
  page.getByLabel(label).setInputFiles({ name: 'answers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

let questions = ''
let answers = ''

/** The questions with other texts in some cells; lines in which a cell is quoted stay as they are. */
function answer(change: (cells: Record<string, string>, index: number) => Record<string, string>): string {
  const [header = '', ...lines] = questions.split('\r\n')
  const names = header.replace('\uFEFF', '').split(',')
  const answered = lines.map((line, index) => {
    if (line === '' || line.includes('"')) return line
    const written = line.split(',')
    const cells = Object.fromEntries(names.map((name, at) => [name, written[at] ?? '']))
    const changed = { ...cells, ...change(cells, index) }
    return names.map((name) => changed[name]).join(',')
  })
  return [header, ...answered].join('\r\n')
}

test('before a scan there is nothing to ask', async () => {
  await page.goto(`${cutover.url}/inventory/questionnaire`)
  await expect(page.getByRole('heading', { name: 'No variables yet' })).toBeVisible()
  await check('before a scan')
})

test('the questions about the open rows of chosen groups are a file without values', async () => {
  await prepare(cutover)
  await page.goto(`${cutover.url}/inventory/questionnaire`)
  await page
    .getByRole('navigation', { name: 'Groups with open variables' })
    .getByRole('link', { name: /^data/ })
    .click()
  await expect(page).toHaveURL(/groups=data/)
  questions = await download(/^Download [\d,]+ rows?/)
  const lines = questions.trim().split('\r\n')
  expect(lines[0]).toContain('level,owner_path,key,environment_scope')
  expect(lines.length).toBeGreaterThan(8)
  await expect(page.getByRole('link', { name: `Download ${lines.length - 1} rows` })).toBeVisible()
  for (const line of lines.slice(1)) expect(line.split(',')[1]).toMatch(/^data(\/|$)/)
  await check('the questions')
})

test('a file that nobody edited changes nothing', async () => {
  await upload('Answered CSV file', questions)
  await expect(page.getByText(/^0 lines with something new, \d+ without; 0 rows change\.$/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByRole('button', { name: /^Apply/ })).toHaveCount(0)
})

test('answers are previewed row by row, what does not fit is named by line and column, and the rest is applied', async () => {
  answers = answer((_, index): Record<string, string> => {
    if (index === 0) return { 'secret?': 'perhaps' }
    if (index % 3 === 0) return { 'secret?': 'no', comment: 'plain configuration' }
    if (index % 3 === 1) return { 'secret?': 'yes', target_path: 'teams/{project_path}/{environment}' }
    return { 'still_used?': 'no' }
  })
  await upload('Answered CSV file', answers)
  const faults = page.getByRole('table', { name: 'What does not fit' })
  await expect(faults.getByRole('row').nth(1)).toContainText('secret?', { timeout: 30_000 })
  await expect(faults.getByRole('row').nth(1)).toContainText('Answer yes or no')
  await expect(page.getByRole('region', { name: 'Lines that change something' })).toContainText('plain configuration')
  await check('the preview of answers')
  await screenshot(page, 'teams-preview')
  const before = await cutover.command('status', '--json')
  await page.getByRole('button', { name: /^Apply \d+ lines$/ }).click()
  await expect(page.getByText(/^\d+ decisions, 0 owners and 0 comments were taken in;/)).toBeVisible({
    timeout: 60_000,
  })
  expect(before.stdout).not.toBe('')
  await page.goto(
    `${cutover.url}/inventory?filter=${encodeURIComponent('group:data state:retired,blocked,excluded,mapped')}`,
  )
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await page.goto(`${cutover.url}/inventory?filter=${encodeURIComponent('group:data state:excluded')}`)
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await expect(page.getByText('Excluded: plain configuration')).toBeVisible()
  await expect(page.getByText('imported answers from a CSV file').first()).toBeVisible()
})

test('the same file again changes nothing, and its rows are undone as one change', async () => {
  await page.goto(`${cutover.url}/inventory/questionnaire`)
  await upload('Answered CSV file', answers)
  await expect(page.getByText(/^0 lines with something new, \d+ without; 0 rows change\.$/)).toBeVisible({
    timeout: 30_000,
  })
  await page.goto(`${cutover.url}/mapping`)
  await page.getByRole('button', { name: /Undo/ }).click()
  await expect(page.getByText('undid the last change').first()).toBeVisible({ timeout: 30_000 })
  await page.goto(`${cutover.url}/inventory?filter=${encodeURIComponent('group:data state:excluded')}`)
  await expect(page.getByRole('heading', { name: 'No variable matches' })).toBeVisible({ timeout: 30_000 })
})

test('a comment is plain text, counted, found, and deleted by its writer', async () => {
  const filter = encodeURIComponent('group:data')
  await page.goto(`${cutover.url}/inventory?filter=${filter}&columns=key,owner,owners,comments`)
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  const drawer = page.getByRole('complementary', { name: /^Details of/ })
  await drawer.getByLabel('Say something about it').fill('<img src=x onerror=alert(1)> **who** uses this?')
  await drawer.getByRole('button', { name: 'Comment' }).click()
  await expect(drawer.getByText('<img src=x onerror=alert(1)> **who** uses this?')).toBeVisible({ timeout: 30_000 })
  await check('a comment')
  await page.goto(`${cutover.url}/inventory?filter=commented%3Ayes&columns=key,comments`)
  await expect(page.getByRole('row')).toHaveCount(2)
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await drawer.getByRole('button', { name: /^Delete my comment/ }).click()
  await expect(drawer.getByText('Nobody has said anything yet.')).toBeVisible({ timeout: 30_000 })
})

test('a view is saved under a name and found again, and the address says what it shows', async () => {
  const address = `/inventory?filter=${encodeURIComponent('state:open group:data')}&sort=owner&columns=key%2Cowner`
  await page.goto(cutover.url + address)
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save or delete a view…' }).click()
  await page.getByLabel('Name').fill('Open of data')
  await page.getByLabel('Show it to everybody here').check()
  await check('saving a view')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('button', { name: 'View: Open of data' })).toBeVisible({ timeout: 30_000 })
  await page.goto(`${cutover.url}/inventory`)
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: /^Open of data/ }).click()
  await expect(page).toHaveURL(/sort=owner/)
  await expect(page.getByRole('searchbox')).toHaveValue('state:open group:data')
})

test('owners are read by the worker, shown, filtered, and a CSV file wins', async () => {
  await page.goto(`${cutover.url}/inventory/questionnaire`)
  await page.getByRole('button', { name: 'Read owners from GitLab' }).click()
  await expect(page.getByRole('button', { name: 'Read owners again' })).toBeEnabled({ timeout: 120_000 })
  const owners = await download(/^Download owners$/)
  expect(owners).toMatch(/\r\ndata(\/[^,]*)?,/)
  await upload('CSV file of owners', 'project;owner\r\ndata;data-team\r\nnowhere;x\r\n')
  await expect(page.getByRole('table', { name: 'What does not fit' })).toContainText('no project or group', {
    timeout: 30_000,
  })
  await check('owners')
  await screenshot(page, 'teams-owners')
  await page.getByRole('button', { name: 'Apply 1', exact: true }).click()
  await expect(page.getByText('1 owner was taken in.')).toBeVisible({ timeout: 30_000 })
  await page.goto(`${cutover.url}/inventory?filter=owned%3Adata-team&columns=key,owner,owners`)
  await expect(page.getByRole('row').nth(1)).toContainText('data-team')
  await page.getByRole('row').nth(1).getByRole('link').first().click()
  await expect(page.getByText('(as people wrote into a CSV file)')).toBeVisible()
})

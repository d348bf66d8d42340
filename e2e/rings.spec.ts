// A larger estate: 500 rows decided by a rule, in bulk and by CSV; 40 merge requests in rings, merged, closed, refused and stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { checkAccessibility } from './check-accessibility.ts'
import { pushChange } from './push-change.ts'
import { screenshot } from './screenshot.ts'
import { signIn } from './sign-in.ts'
import { type RunningCutover, startCutover } from './start-cutover.ts'

const projects = 40
const rows = (page: Page) => page.getByRole('table', { name: 'Merge requests' }).getByRole('row')
const inventory = (filter: string) => `/inventory?filter=${encodeURIComponent(filter)}`

let cutover: RunningCutover
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  cutover = await startCutover({ gitlab: { projects, variables: 13 } })
})
test.afterAll(() => cutover.stop())

test('500 rows are decided, and 40 merge requests go out in rings', async ({ page }, info) => {
  test.setTimeout(240_000)
  const go = (where: string) => page.goto(`${cutover.url}${where}`)
  await signIn(page, cutover.signInLink)
  await cutover.command('scan')
  const rules = info.outputPath('rules.yaml')
  writeFileSync(rules, declared)
  expect((await cutover.command('rules', 'import', rules, '--yes')).code).toBe(0)

  await test.step('one rule decides most of them', async () => {
    await go('/mapping')
    await page.getByRole('button', { name: 'Add rule' }).click()
    await page.getByLabel('Key', { exact: true }).fill('SETTING_00*')
    await page.getByLabel('Scope * used by production and merge requests').selectOption('per_environment')
    await expect(page.getByText(/\d+ rows change/)).toBeVisible({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect(page.getByText('Saved.')).toBeVisible({ timeout: 30_000 })
    await go(inventory('state:open'))
    await expect(page.getByText(/^16\d of 52\d$/)).toBeVisible({ timeout: 30_000 })
  })

  await test.step('a filter’s rows are excluded in bulk', async () => {
    await go(inventory('state:open key:SETTING_01*'))
    await page.getByLabel('Select all rows of this page').check()
    const all = page.getByRole('button', { name: /^Select all \d+/ })
    if (await all.isVisible()) await all.click()
    await page.getByRole('button', { name: 'Exclude…' }).click()
    await page.getByLabel('Reason').fill('Plain configuration')
    await expect(page.getByRole('dialog').getByText(/\d+ rows change/)).toBeVisible({ timeout: 30_000 })
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByRole('dialog')).toBeHidden({ timeout: 30_000 })
  })

  await test.step('the rest is answered in a CSV file', async () => {
    await go('/inventory/questionnaire')
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: /^Download \d+ rows?/ }).click()
    const asked = readFileSync(await (await download).path(), 'utf8')
    const answers = info.outputPath('answers.csv')
    writeFileSync(answers, answered(asked))
    await page.getByLabel('Answered CSV file').setInputFiles(answers)
    await page.getByRole('button', { name: /^Apply \d+ lines?/ }).click({ timeout: 30_000 })
    await expect(page.getByText(/decisions, .* were taken in/)).toBeVisible({ timeout: 30_000 })
    await go(inventory('state:open'))
    await expect(page.getByText(/^0 of 52\d$/)).toBeVisible({ timeout: 30_000 })
  })

  await test.step('40 merge requests go out: ten first, the others in rings of fifteen', async () => {
    await go('/merge-requests')
    await page.getByRole('button', { name: 'Preview merge requests' }).click()
    await expect(page.getByRole('button', { name: 'Open 40 merge requests…' })).toBeVisible({ timeout: 120_000 })
    const wanted = page.getByRole('checkbox', { name: /^Open a merge request in/ })
    for (let index = 10; index < projects; index += 1) await wanted.nth(index).uncheck()
    await page.getByRole('button', { name: 'Open 10 merge requests…' }).click()
    await page.getByRole('checkbox', { name: /^Queue the other 30/ }).check()
    await page.getByLabel('Size of each later ring (optional)').fill('15')
    await expect(page.getByText('3 rings: 10, 15, 15')).toBeVisible()
    await checkAccessibility(page, 'the question before rings are opened')
    await screenshot(page, 'rings-confirm')
    await page.getByRole('button', { name: 'Open them' }).click()
    await expect.poll(() => opened().length, { timeout: 120_000 }).toBe(10)
    await go('/merge-requests')
    await expect(page.getByText('15 merge requests, waits for 10 open', { exact: true })).toBeVisible({
      timeout: 30_000,
    })
    await screenshot(page, 'rings')
  })

  await test.step('the second ring begins when the first was merged', async () => {
    for (const request of opened()) request.state = 'merged'
    await refresh(page)
    await expect.poll(() => opened().length, { timeout: 120_000 }).toBe(15)
    await go('/merge-requests?who=nobody')
    await expect(rows(page).filter({ hasText: 'Merged' })).toHaveCount(10)
  })

  await test.step('one that is closed stops the third, asks why, and a person goes on', async () => {
    const [closed, ...others] = opened()
    if (closed) closed.state = 'closed'
    for (const request of others) request.state = 'merged'
    await refresh(page)
    await go('/merge-requests?who=platform')
    await expect(page.getByText('15 merge requests, waits for 1 closed', { exact: true })).toBeVisible({
      timeout: 60_000,
    })
    await page.getByLabel(/^Why .* was closed/).selectOption('wrong_change')
    await page.getByRole('button', { name: 'Keep' }).click()
    await expect(page.getByText('The change is wrong').last()).toBeHidden({ timeout: 30_000 })
    await page.getByRole('button', { name: 'Begin ring 3 now' }).click()
    // Meanwhile somebody changes a file that was previewed: that one is stale, and refused.
    await pushChange(cutover.gitlab, stale(), (text) => `${text}# by hand\n`)
    await page.getByRole('button', { name: 'Begin', exact: true }).click()
    await expect.poll(() => opened().length, { timeout: 120_000 }).toBe(14)
    await go('/merge-requests?who=platform')
    await expect(rows(page).filter({ hasText: 'was changed since the scan' })).toHaveCount(1)
    await checkAccessibility(page, 'merge requests in rings')
    await screenshot(page, 'rings-stale')
  })
})

/** Open merge requests of Cutover, as the demo GitLab has them. */
function opened() {
  return [...cutover.gitlab.world.projects.values()]
    .flatMap((project) => project.mergeRequests)
    .filter((request) => request.state === 'opened')
}

/** A project of the third ring: nothing of it is in GitLab yet. */
function stale(): string {
  const found = [...cutover.gitlab.world.projects.values()].find((project) => project.mergeRequests.length === 0)
  if (!found) throw new Error('Every project has a merge request')
  return found.fullPath
}

async function refresh(page: Page): Promise<void> {
  await page.goto(`${cutover.url}/merge-requests`)
  await page.getByRole('button', { name: 'Read states again' }).click()
}

/** Every row: no secret. */
function answered(csv: string): string {
  const [head = '', ...lines] = csv.replace(/^\uFEFF/, '').split(/\r?\n/)
  const at = head.split(',').indexOf('secret?')
  return [head, ...lines.map((line) => (line === '' ? line : withAnswer(line, at)))].join('\r\n')
}

/** No field of these rows holds a comma. */
function withAnswer(line: string, at: number): string {
  return line
    .split(',')
    .map((field, index) => (index === at ? 'no' : field))
    .join(',')
}

const declared = `version: 1
vaults:
  - {name: main, address: https://vault.example.com, auth_path: jwt, audience: https://vault.example.com}
mounts:
  - {vault: main, path: secret, engine: kv-v2}
tiers:
  - {group: fleet, tier: premium}
`

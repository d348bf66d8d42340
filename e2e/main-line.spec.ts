// The whole line, as a platform engineer walks it: from the sign-in link to reviewed merge requests.
import { expect, type Page, test } from '@playwright/test'
import { screenshot } from './screenshot.ts'
import { signIn } from './sign-in.ts'
import { type RunningCutover, startCutover } from './start-cutover.ts'

let cutover: RunningCutover
test.beforeAll(async () => {
  cutover = await startCutover()
})
test.afterAll(() => cutover.stop())

const open = async (page: Page, name: string) => {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

test('from a GitLab token to reviewed merge requests', async ({ page }) => {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))

  await test.step('sign in and scan, with progress', async () => {
    await signIn(page, cutover.signInLink)
    await page.getByRole('button', { name: 'Start the first scan' }).click()
    await expect(page.getByRole('progressbar')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Scan again' })).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText('Values read by scans: 0')).toBeVisible()
  })

  await test.step('declare the Vault side', async () => {
    await open(page, 'Connections')
    await page.getByRole('button', { name: 'Add vault' }).click()
    await page.getByRole('textbox', { name: 'Address' }).fill('https://vault.example.com')
    await page.getByLabel('Audience').fill('https://vault.example.com')
    await page.getByLabel('Policy repository').fill('platform/vault-policies')
    await page.getByRole('button', { name: 'Add mount' }).click()
    await page.getByLabel('Path of mount 1').fill('secret')
    for (const group of ['data', 'payments', 'platform', 'shop'])
      await page.getByLabel(`Licence tier of ${group}`).selectOption('premium')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await screenshot(page, 'connections')
  })

  await test.step('filter to unmapped production variables', async () => {
    await open(page, 'Inventory')
    await page.getByRole('searchbox').fill('state:open tier:production project:shop/web/checkout')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/tier%3Aproduction/)
    await expect(page.getByRole('row').filter({ hasText: 'PAYMENT_CLIENT_SECRET' })).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: 'BASIC_AUTH' })).toHaveCount(0)
    await screenshot(page, 'inventory')
  })

  await test.step('write one rule and see exactly what it changes', async () => {
    await open(page, 'Mapping')
    await page.getByRole('button', { name: 'Add rule' }).click()
    await page.getByLabel('Group', { exact: true }).fill('shop')
    await page.getByLabel('Scope * used by production and merge requests').selectOption('per_environment')
    await expect(page.getByText(/\d+ rows change/)).toBeVisible()
    await page.getByRole('button', { name: 'Save changes' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
    await screenshot(page, 'mapping')
  })

  await test.step('review the artefacts in the editor', async () => {
    await open(page, 'Artefacts')
    await page.locator('summary', { hasText: 'policies' }).click()
    await page
      .getByRole('link', { name: /-production-protected\.hcl/ })
      .first()
      .click()
    await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('capabilities').first()).toBeVisible()
    await expect(page.getByRole('region', { name: 'Why is this line here?' })).toBeVisible()
    await page.getByRole('link', { name: '.gitlab-ci.yml' }).first().click()
    await expect(page.locator('.monaco-diff-editor')).toBeVisible({ timeout: 30_000 })
    await screenshot(page, 'artefacts')
  })

  await test.step('read the bindings of production', async () => {
    await open(page, 'Bindings')
    await page.getByRole('link', { name: /^production/ }).click()
    await expect(page.getByRole('row').filter({ hasText: 'PAYMENT_CLIENT_SECRET' })).toBeVisible()
    await screenshot(page, 'bindings')
  })

  await test.step('preview, confirm and open the merge requests', async () => {
    await open(page, 'Merge requests')
    await page.getByRole('button', { name: 'Preview merge requests' }).click()
    await page.getByRole('button', { name: /^Open \d+ merge requests…/ }).click({ timeout: 60_000 })
    const before = cutover.gitlab
      .requests()
      .filter((one) => one.method === 'POST' && one.path.endsWith('/repository/commits'))
    expect(before).toEqual([])
    await page.getByRole('button', { name: 'Open them' }).click()
    // The whole word in the first cell: a row that waits says “Opens it when its turn comes”.
    const state = (project: string) => page.getByRole('row').filter({ hasText: project }).getByRole('cell').first()
    await expect(state('shop/web/checkout')).toHaveText('Open', { timeout: 60_000 })
    await expect(state('platform/vault-policies')).toHaveText('Open', { timeout: 30_000 })
    await screenshot(page, 'merge-requests')
  })

  await test.step('the demo GitLab has them as drafts, with no pipeline started', async () => {
    const commits = cutover.gitlab
      .requests()
      .filter((one) => one.method === 'POST' && one.path.endsWith('/repository/commits'))
    expect(commits.length).toBeGreaterThan(2)
    for (const commit of commits) expect(JSON.stringify(commit.body)).toContain('[skip ci]')
    const requests = cutover.gitlab
      .requests()
      .filter((one) => one.method === 'POST' && one.path.endsWith('/merge_requests'))
    expect(requests.length).toBe(commits.length)
    const drafts = requests.filter((one) => JSON.stringify(one.body).includes('"Draft: '))
    expect(drafts.length).toBe(requests.length - 1)
  })

  await test.step('the overview shows the progress', async () => {
    await open(page, 'Overview')
    await expect(page.getByRole('link', { name: /Mapped/ }).first()).toBeVisible()
    await screenshot(page, 'overview')
  })

  expect(complaints).toEqual([])
})

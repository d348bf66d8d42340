// What the pages say when GitLab is slow, refuses, is missing a token, or has nothing.
import { expect, test } from '@playwright/test'
import { signIn } from './sign-in.ts'
import { startCutover } from './start-cutover.ts'

test('a slow GitLab shows progress, survives a reload, and ends in a table', async ({ page }) => {
  const cutover = await startCutover({ gitlab: { projects: 12, variables: 4, latency: 250 } })
  try {
    await signIn(page, cutover.signInLink)
    await page.getByRole('button', { name: 'Start the first scan' }).click()
    await expect(page.getByRole('progressbar')).toBeVisible()
    await page.reload()
    await expect(page.getByRole('progressbar')).toBeVisible()
    await page.goto(`${cutover.url}/inventory`)
    await expect(page.getByText('50 variables')).toBeVisible({ timeout: 90_000 })
  } finally {
    await cutover.stop()
  }
})

test('a refused token is named as such, and nothing of it is shown', async ({ page }) => {
  const cutover = await startCutover({ env: { GITLAB_TOKEN_FILE: '', GITLAB_TOKEN: 'glpat-revoked-for-this-test' } })
  try {
    await signIn(page, cutover.signInLink)
    await page.getByRole('button', { name: 'Start the first scan' }).click()
    await expect(page.getByText('GitLab refused the token').first()).toBeVisible({ timeout: 30_000 })
    await page.goto(`${cutover.url}/connections`)
    await expect(page.getByText('GitLab refused the token').first()).toBeVisible()
    expect(await page.content()).not.toContain('glpat-revoked')
  } finally {
    await cutover.stop()
  }
})

test('a rate limit is waited for and said so; a failing server ends the scan with what to do', async ({ page }) => {
  const cutover = await startCutover({ gitlab: { projects: 3, variables: 2 } })
  try {
    await signIn(page, cutover.signInLink)
    cutover.gitlab.setFaults({ kind: '429', path: '/api/graphql', count: 1, retryAfter: 6 })
    await page.getByRole('button', { name: 'Start the first scan' }).click()
    await expect(page.getByText(/GitLab asked to slow down: waiting \d+ s/)).toBeVisible({ timeout: 20_000 })
    await expect(page.getByRole('button', { name: 'Scan again' })).toBeVisible({ timeout: 60_000 })
    cutover.gitlab.setFaults({ kind: 'html', path: '/api/' })
    await page.getByRole('button', { name: 'Scan again' }).click()
    await expect(
      page.getByText('answers with a web page instead of data').or(page.getByText('answered with a web page')).first(),
    ).toBeVisible({ timeout: 60_000 })
    await page.goto(`${cutover.url}/inventory`)
    await expect(page.getByRole('row').nth(1), 'what an earlier scan found stays').toBeVisible()
  } finally {
    await cutover.stop()
  }
})

test('without a write token everything but opening works, and the page says why', async ({ page }) => {
  const cutover = await startCutover({ writeToken: false, gitlab: { projects: 3, variables: 2 } })
  try {
    await signIn(page, cutover.signInLink)
    await cutover.command('scan')
    await page.goto(`${cutover.url}/connections`)
    await expect(page.getByText('Without GITLAB_WRITE_TOKEN no merge request can be opened').first()).toBeVisible()
    await expect(page.getByText('could read values').first()).toBeVisible()
  } finally {
    await cutover.stop()
  }
})

test('a filter that finds nothing says so, keeps the words, and offers the way back', async ({ page }) => {
  const cutover = await startCutover({ gitlab: { projects: 3, variables: 2 } })
  try {
    await signIn(page, cutover.signInLink)
    await cutover.command('scan')
    await page.goto(`${cutover.url}/inventory?filter=key:NO_SUCH_KEY`)
    await expect(page.getByRole('searchbox')).toHaveValue('key:NO_SUCH_KEY')
    await page.getByRole('link', { name: /^Show all \d+/ }).click()
    await expect(page.getByRole('row').nth(1)).toBeVisible()
  } finally {
    await cutover.stop()
  }
})

// Without a session every page leads to the sign-in page, and every route refuses.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { type RunningCutover, startCutover } from './start-cutover.ts'

const app = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'app')

/** Routes of the files of that name on disk, without the groups in brackets. */
function routesOf(file: string): string[] {
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === file)
    .map(
      (name) =>
        `/${path
          .dirname(name)
          .split(path.sep)
          .filter((part) => part !== '.' && !part.startsWith('('))
          .join('/')}`,
    )
    .sort()
}

let cutover: RunningCutover
test.beforeAll(async () => {
  cutover = await startCutover()
})
test.afterAll(() => cutover.stop())

test('every page on disk leads to the sign-in page', async ({ page }) => {
  const pages = routesOf('page.tsx').filter((route) => route !== '/sign-in')
  expect(pages.length).toBeGreaterThan(5)
  for (const route of pages) {
    await page.goto(`${cutover.url}${route}`)
    expect(new URL(page.url()).pathname, route).toBe('/sign-in')
  }
})

test('every route on disk but the health check refuses', async ({ request }) => {
  for (const route of routesOf('route.ts').filter((one) => one !== '/healthz')) {
    const answer = await request.get(`${cutover.url}${route}`)
    expect(answer.status(), route).toBe(401)
  }
})

test('a sign-in link works once, and gives a cookie that scripts cannot read', async ({ browser }) => {
  const first = await (await browser.newContext()).newPage()
  await first.goto(cutover.signInLink)
  await first.getByRole('button', { name: 'Sign in' }).click()
  await expect(first.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  const cookies = await first.context().cookies()
  expect(cookies).toMatchObject([{ name: 'cutover_session', httpOnly: true, sameSite: 'Lax' }])
  expect(await first.evaluate(() => document.cookie)).not.toContain('cutover_session')
  const second = await (await browser.newContext()).newPage()
  await second.goto(cutover.signInLink)
  await second.getByRole('button', { name: 'Sign in' }).click()
  await expect(second.getByText('was used already')).toBeVisible()
})

// Every page by axe (WCAG 2.2 AA), in both themes, empty and full; and how much script a page without the editor ships.
import { expect, type Page, test } from '@playwright/test'
import { checkAccessibility } from './check-accessibility.ts'
import { prepare } from './prepared.ts'
import { signIn } from './sign-in.ts'
import { type RunningCutover, startCutover } from './start-cutover.ts'

const pages = [
  '/',
  '/inventory',
  '/inventory/duplicates',
  '/inventory/moves',
  '/inventory/questionnaire',
  '/blockers',
  '/runners',
  '/mapping',
  '/mapping/suggestions',
  '/mapping/suggestions?tab=sources',
  '/artefacts',
  '/bindings',
  '/access',
  '/access?group=shop',
  '/access/who',
  '/access/change',
  '/access/assertions',
  '/drift',
  '/merge-requests',
  '/connections',
  '/access/lost',
  '/access/radius',
  '/load',
  '/progress',
  '/trust-model',
]

let cutover: RunningCutover
let page: Page
test.describe.configure({ mode: 'serial' })
test.beforeAll(async ({ browser }) => {
  cutover = await startCutover()
  page = await (await browser.newContext()).newPage()
})
test.afterAll(() => cutover.stop())

const check = (where: string) => checkAccessibility(page, where)

test('the sign-in page', async () => {
  await page.goto(`${cutover.url}/sign-in`)
  await check('/sign-in')
})

test('every page before the first scan', async () => {
  test.setTimeout(300_000)
  await signIn(page, cutover.signInLink)
  for (const route of pages) {
    await page.goto(`${cutover.url}${route}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await check(`${route}, empty`)
  }
})

test('every page with an estate and a mapping', async () => {
  test.setTimeout(400_000)
  await prepare(cutover)
  for (const route of pages) {
    await page.goto(`${cutover.url}${route}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await check(route)
  }
})

test('the drawer of a variable, and a filter that is wrong', async () => {
  await page.goto(`${cutover.url}/inventory?filter=project:shop/web/checkout`)
  await page.getByRole('row').filter({ hasText: 'PAYMENT_CLIENT_SECRET' }).getByRole('link').first().click()
  await expect(page.getByRole('button', { name: 'Close details' })).toBeVisible()
  await check('the drawer')
  await page.goto(`${cutover.url}/inventory?filter=${encodeURIComponent('sta:te nosuch:thing')}`)
  await expect(page.getByText('No qualifier nosuch')).toBeVisible()
  await check('a wrong filter')
})

test('pages without the editor ship at most 250 kB of compressed script', async ({ browser }) => {
  const context = await browser.newContext({ storageState: await page.context().storageState() })
  for (const route of pages.filter((one) => one !== '/artefacts')) {
    const fresh = await context.newPage()
    await fresh.goto(`${cutover.url}${route}`, { waitUntil: 'load' })
    await expect(fresh.getByRole('heading', { level: 1 })).toBeVisible()
    // The size on the wire, also of what the cache held.
    const bytes = await fresh.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry instanceof PerformanceResourceTiming && /\.js(\?|$)/.test(entry.name))
        .reduce((sum, entry) => sum + (entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0), 0),
    )
    expect(bytes, route).toBeGreaterThan(10_000)
    expect(bytes, route).toBeLessThan(250_000)
    await fresh.close()
  }
  await context.close()
})

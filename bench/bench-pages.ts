// The built pages in a browser, with 100,000 variables: a preview of 20,000 changes, and scrolling and paging the inventory.
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import { type Browser, chromium, expect, type Page } from '@playwright/test'
import { databaseOf } from '../e2e/more-processes'
import { signIn } from '../e2e/sign-in'
import { startCutover } from '../e2e/start-cutover'
import type { BenchLine } from './bench-line'
import { fillPages } from './page-estate'
import { framesWhileScrolling, longestTask } from './page-watch'

const rows = 100_000
const changing = 20_000
const limit = 100
const waiting = 180_000

/** Needs a Chromium: Playwright's own, or the one that CUTOVER_CHROMIUM names. */
export async function benchPages(say: (line: string) => void): Promise<BenchLine[] | { skip: string }> {
  const executable = process.env.CUTOVER_CHROMIUM
  const browser = await chromium
    .launch({
      ...(executable === undefined ? {} : { executablePath: executable }),
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
    })
    .catch(() => null)
  if (browser === null) return { skip: 'there is no Chromium; CUTOVER_CHROMIUM may name one' }
  const cutover = await startCutover()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(waiting)
    page.setDefaultNavigationTimeout(waiting)
    await signIn(page, cutover.signInLink)
    const { DATABASE_URL: ownerUrl = '' } = await databaseOf(cutover)
    const seconds = await timed(() => fillPages(ownerUrl, rows))
    say(`${rows.toLocaleString('en')} variables written in ${seconds.toFixed(1)} s`)
    return [...(await previewLines(page, cutover.url, say)), ...(await inventoryLines(browser, page, cutover.url, say))]
  } finally {
    await browser.close()
    await cutover.stop()
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

async function previewLines(page: Page, url: string, say: (line: string) => void): Promise<BenchLine[]> {
  await page.goto(`${url}/mapping`)
  const wanted = page.getByText(`${changing.toLocaleString('en')} rows change`)
  let answer = 0
  const previewing = await longestTask(page, async () => {
    await page.getByRole('button', { name: 'Add rule' }).click()
    await page.getByLabel('Key', { exact: true }).fill('DATABASE_*')
    answer = await timed(() => expect(wanted).toBeVisible({ timeout: waiting }))
  })
  say(`the preview of ${changing.toLocaleString('en')} changes came after ${answer.toFixed(1)} s`)
  const turning = await longestTask(page, async () => {
    const pages = page.getByRole('navigation', { name: 'Pages of the preview' })
    await pages.getByRole('button', { name: 'Next' }).click()
    await expect(pages.getByText('Page 2 of')).toBeVisible({ timeout: waiting })
  })
  return [
    taskLine('page: preview of 20,000 of 100,000 rows', previewing),
    taskLine('page: next page of that preview', turning),
  ]
}

async function inventoryLines(
  browser: Browser,
  page: Page,
  url: string,
  say: (line: string) => void,
): Promise<BenchLine[]> {
  const bare = await browser.newPage({ viewport: page.viewportSize() })
  await bare.setContent(`<body style="margin:0">${'<p>one line of text</p>'.repeat(200)}</body>`)
  const baseline = await framesWhileScrolling(bare, 3)
  await bare.close()
  await page.goto(`${url}/inventory`)
  await expect(page.getByRole('row').nth(40)).toBeVisible({ timeout: waiting })
  const frames = await framesWhileScrolling(page, 3)
  const paging = await longestTask(page, async () => {
    await page.getByRole('link', { name: 'Next page' }).first().click()
    await page.waitForURL(/page=2/)
  })
  say(
    `a bare page is drawn ${baseline.toFixed(0)} times a second on this machine, the inventory ${frames.toFixed(0)} times`,
  )
  const ratio = frames / baseline
  const name = 'page: frames a second while the inventory is scrolled, against a bare page'
  return [
    { name, ours: frames, baseline, ratio, goal: 0.95, met: ratio >= 0.95 },
    taskLine('page: next page of the inventory', paging),
  ]
}

/** The baseline is what people notice. */
function taskLine(name: string, ours: number): BenchLine {
  const ratio = ours / limit
  return { name: `${name}, longest task, ms, against ${limit}`, ours, baseline: limit, ratio, goal: 1, met: ratio < 1 }
}

// Browser tests: the built pages in a real Chromium, two files at a time, each with a Cutover of its own.
import { defineConfig, devices } from '@playwright/test'

const { CUTOVER_CHROMIUM, CUTOVER_BROWSER_REPORT, CUTOVER_BROWSER_OUTPUT } = process.env

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: CUTOVER_BROWSER_OUTPUT ?? 'test-results',
  // A test waits for the server half of the time, and the server for the worker: two keep two cores busy.
  workers: 2,
  retries: 0,
  timeout: 120_000,
  // How long a page may take to show something; two at once on a busy machine are slow.
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ...(CUTOVER_BROWSER_REPORT ? [['json', { outputFile: CUTOVER_BROWSER_REPORT }] as const] : [])],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(CUTOVER_CHROMIUM ? { executablePath: CUTOVER_CHROMIUM } : {}),
      // Chromium's own sandbox does not start for root, and /dev/shm is small in containers.
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
    },
  },
})

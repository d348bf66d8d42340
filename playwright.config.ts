// Browser tests: the built pages in a real Chromium, one test at a time.
import { defineConfig, devices } from '@playwright/test'

const { CUTOVER_CHROMIUM, CUTOVER_BROWSER_REPORT, CUTOVER_BROWSER_OUTPUT } = process.env

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: CUTOVER_BROWSER_OUTPUT ?? 'test-results',
  workers: 1,
  retries: 0,
  timeout: 120_000,
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

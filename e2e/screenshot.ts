// Pictures of the pages in both themes, for the README and for looking at: only where CUTOVER_SCREENSHOTS names a folder.
import path from 'node:path'
import type { Page } from '@playwright/test'

export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.CUTOVER_SCREENSHOTS
  if (!folder) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`), animations: 'disabled' })
  }
  await page.emulateMedia({ colorScheme: null })
}

// The pictures that the README shows, taken from the demo estate after a scan and with a mapping.
import path from 'node:path'
import { chromium } from '@playwright/test'
import { prepare } from './prepared.ts'
import { signIn } from './sign-in.ts'
import { startCutover } from './start-cutover.ts'

const pictures = [
  { name: 'overview', route: '/' },
  { name: 'bindings', route: '/bindings?environment=production' },
]

/** Writes one PNG for each picture into the folder, in the light theme. Needs a Chromium: Playwright's own, or `executable`. */
export async function takeReadmePictures(folder: string, executable: string | undefined): Promise<string[]> {
  const browser = await chromium.launch({
    ...(executable === undefined ? {} : { executablePath: executable }),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  })
  try {
    const cutover = await startCutover()
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
      await signIn(page, cutover.signInLink)
      await prepare(cutover)
      const files: string[] = []
      for (const { name, route } of pictures) {
        await page.goto(`${cutover.url}${route}`, { waitUntil: 'networkidle' })
        const file = path.join(folder, `${name}.png`)
        await page.screenshot({ path: file, animations: 'disabled' })
        files.push(file)
      }
      return files
    } finally {
      await cutover.stop()
    }
  } finally {
    await browser.close()
  }
}

// Playwright on the built pages, counted test by test.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { cloneRoot } from '../setup/clone-root.mjs'
import { ensureBuilt } from '../setup/ensure-built.mjs'
import { countBrowserTests } from './count-tests.mjs'
import { findChromium } from './find-chromium.mjs'
import { inCi, runScript } from './tool-step.mjs'

function hasSpecs() {
  try {
    return readdirSync(path.join(cloneRoot, 'e2e')).some((name) => name.endsWith('.spec.ts'))
  } catch {
    return false
  }
}

export async function browserTests(folder) {
  if (!hasSpecs())
    return { passed: 0, failed: inCi ? 1 : 0, said: 'There is no e2e/*.spec.ts.', note: 'there is no e2e/*.spec.ts' }
  await ensureBuilt()
  const chromium = await findChromium()
  if (!chromium.path) {
    const why = `skipped: ${chromium.missing}`
    return inCi ? { passed: 0, failed: 1, said: why } : { passed: 0, failed: 0, note: why }
  }
  const file = path.join(folder, 'playwright.json')
  const { code, said } = await runScript('@playwright/test/cli.js', ['test'], {
    CUTOVER_CHROMIUM: chromium.path,
    CUTOVER_BROWSER_REPORT: file,
    CUTOVER_BROWSER_OUTPUT: path.join(folder, 'browser'),
  })
  let report
  try {
    report = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, said: `${said}\nPlaywright ended with ${code} and wrote no report.` }
  }
  return { ...countBrowserTests(report, code), said }
}

// The steps of `npm test`, one after another, each counted, whatever happens to the ones before.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { cloneRoot } from '../setup/clone-root.mjs'
import { ensureGenerated } from '../setup/ensure-generated.mjs'
import { ensureInstalled } from '../setup/ensure-installed.mjs'
import { browserTests } from './browser-tests.mjs'
import { importTable } from './import-table.mjs'
import { stopRunning, toolStep } from './tool-step.mjs'
import { unitTests } from './unit-tests.mjs'

const total = { passed: 0, failed: 0 }
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`
const closingLine = () => console.log(`${total.passed} passed, ${total.failed} failed`)

/** A step answers `{ passed, failed, said?, note? }`; one that throws counts as one failure. */
async function step(title, work) {
  const since = Date.now()
  let result
  try {
    result = await work()
  } catch (error) {
    result = { passed: 0, failed: 1, said: error?.plain ? error.message : String(error?.stack ?? error) }
  }
  total.passed += result.passed
  total.failed += result.failed
  if (result.failed && result.said) console.log(`${result.said.trimEnd()}\n`)
  const counts = `${result.passed} passed${result.failed ? `, ${result.failed} FAILED` : ''}`
  console.log(
    `${result.failed ? '✗' : '✓'} ${title}: ${counts} (${seconds(since)})${result.note ? `\n  ${result.note}` : ''}`,
  )
  return result.failed === 0
}

async function types() {
  // Writes next-env.d.ts and the types of the routes, which `next build` would also write.
  if (existsSync(path.join(cloneRoot, 'next.config.ts'))) await toolStep('next/dist/bin/next', ['typegen'])
  return toolStep('typescript/bin/tsc', ['--noEmit', '-p', '.'])
}

export async function runChecks() {
  process.chdir(cloneRoot)
  const folder = mkdtempSync(path.join(tmpdir(), 'cutover-npm-test-'))
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      stopRunning()
      rmSync(folder, { recursive: true, force: true })
      console.log(`Stopped by ${signal}.`)
      total.failed += 1
      closingLine()
      process.exit(1)
    })
  }
  process.on('uncaughtException', (error) => {
    stopRunning()
    console.log(error)
    total.failed += 1
    closingLine()
    process.exit(1)
  })
  let keep = false
  try {
    const ready = await step('set-up (dependencies, Prisma client)', async () => {
      await ensureInstalled()
      await ensureGenerated()
      return { passed: 1, failed: 0 }
    })
    if (ready) {
      await step('lint and format (biome)', () =>
        toolStep('@biomejs/biome/bin/biome', ['check', '--colors=off', '--max-diagnostics=200']),
      )
      await step('types (tsc)', types)
      await step('import table', async () => importTable(cloneRoot))
      await step('unit and adapter tests (vitest)', () => unitTests(folder))
      keep = !(await step('browser tests (playwright)', () => browserTests(folder)))
      if (keep) console.log(`  Traces and screenshots: ${folder}`)
    }
  } catch (error) {
    total.failed += 1
    console.log(error)
  }
  if (!keep) rmSync(folder, { recursive: true, force: true })
  closingLine()
  process.exitCode = total.failed ? 1 : 0
}

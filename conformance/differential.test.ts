// Engine and server on random cases: OpenBao is built and started where it can be.
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findingTexts } from './report-text'
import { runDifferential } from './run-differential'
import { type StartedServer, startServer } from './start-server'

const fresh = Math.floor(Math.random() * 2 ** 31)

let started: StartedServer | null = null
let skip = ''

beforeAll(async () => {
  const result = await startServer((line) => process.stderr.write(`${line}\n`))
  if ('skip' in result) skip = result.skip
  else started = result
}, 900_000)

afterAll(async () => {
  await started?.stop()
})

describe('the engine and a real server', () => {
  it.for([
    ['1,900 pairs of a fixed seed', 20_240_901, 1900],
    // Few, so that one case in tens of thousands that nobody has met yet does not stop an unrelated change.
    [`100 pairs of the fresh seed ${fresh}`, fresh, 100],
  ] as const)('agree on %s', { timeout: 300_000 }, async ([, seed, pairs], context) => {
    if (started === null) {
      process.stderr.write(`Not compared with a real server: ${skip}.\n`)
      expect(process.env.CI, 'Where CI=true a server must be there').not.toBe('true')
      return context.skip(skip)
    }
    const report = await runDifferential(started.server, { pairs, seed, shrink: true })
    expect(findingTexts(seed, report.findings)).toEqual([])
    const passed = report.counts['logins passed'] ?? 0
    expect(passed).toBeGreaterThan(pairs * 0.3)
    expect(passed).toBeLessThan(pairs * 0.7)
  })
})

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type BenchSuite, rateLine } from './bench-line'
import { benchTable } from './bench-table'
import { runBench } from './run-bench'

const suite = (name: string, ours: number): BenchSuite => ({
  name,
  run: async () => [rateLine(`${name}: cells a second`, { ours, baseline: 2400 }, 100)],
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

async function run(argv: string[], suites: BenchSuite[]): Promise<{ status: number; said: string }> {
  let said = ''
  const keep = (text: string | Uint8Array) => {
    said += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(keep)
  vi.spyOn(process.stderr, 'write').mockImplementation(keep)
  return { status: await runBench(argv, suites), said }
}

it('a ratio is met where it reaches the goal, and not where only its rounding would', () => {
  const name = 'one'
  const met = { name, ours: 250_000, baseline: 2400, ratio: 104.16, goal: 100, met: true }
  expect(rateLine(name, { ours: 250_000, baseline: 2400 }, 100)).toEqual(met)
  expect(rateLine(name, { ours: 99_999, baseline: 1000 }, 100)).toMatchObject({ ratio: 99.99, met: false })
  expect(rateLine(name, { ours: 1, baseline: 0 }, 100)).toMatchObject({ ratio: 0, met: false })
})

it('the table has a line for each, numbers to the right', () => {
  expect(benchTable([rateLine('one: cells a second', { ours: 12_345, baseline: 1234 }, 100)])).toEqual([
    '                       ours  baseline  ratio  goal',
    'one: cells a second  12,350     1,234     10   100  MISSED',
  ])
})

describe('runBench', () => {
  it('fails where a goal is missed, and writes the lines', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cutover-bench-'))
    const file = path.join(folder, 'bench.json')
    const suites = [suite('quick', 480_000), suite('slow', 2400)]
    expect((await run(['--json', file], suites)).status).toBe(1)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([
      { name: 'quick: cells a second', ours: 480_000, baseline: 2400, ratio: 200, goal: 100, met: true },
      { name: 'slow: cells a second', ours: 2400, baseline: 2400, ratio: 1, goal: 100, met: false },
    ])
    rmSync(folder, { recursive: true })
  })

  it('measures only what is asked for', async () => {
    const { status, said } = await run(['--only', 'quick'], [suite('quick', 480_000), suite('slow', 2400)])
    expect([status, said.includes('quick: '), said.includes('slow: ')]).toEqual([0, true, false])
  })

  it('says what it cannot measure, which is a failure where CI=true', async () => {
    const suites: BenchSuite[] = [{ name: 'none', run: async () => ({ skip: 'no server' }) }]
    vi.stubEnv('CI', '')
    expect(await run([], suites)).toEqual({ status: 0, said: 'Not measured: none: no server.\n' })
    vi.stubEnv('CI', 'true')
    expect((await run([], suites)).status).toBe(1)
  })

  it.each([[['--only', 'nothing']], [['--jsn', 'x']], [['quick']]])('%j is wrong use', async (argv) => {
    const { status, said } = await run(argv, [suite('quick', 1)])
    expect([status, said.startsWith('Usage: npm run bench')]).toEqual([2, true])
  })
})

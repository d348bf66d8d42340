// `npm run bench`: measures, prints a table, and fails where a goal is missed.
import { writeFile } from 'node:fs/promises'
import process from 'node:process'
import { parseArgs } from 'node:util'
import type { BenchLine, BenchSuite } from './bench-line'
import { benchTable } from './bench-table'
import { suites } from './suites'

const help = `Usage: npm run bench -- [--only NAME]... [--json FILE]

Measures ours against a baseline in the same run, on this machine. How, and why that baseline: docs/bench.md.

  --only NAME  one of ${suites.map(({ name }) => name).join(', ')}
  --json FILE  writes [{"name", "ours", "baseline", "ratio", "goal", "met"}]

Exit: 0 all goals met, 1 one missed or, where CI=true, not measured, 2 wrong use.
`

type Values = { only?: string[] | undefined; json?: string | undefined; help?: boolean | undefined }

/** Takes the arguments; gives the exit code. */
export async function runBench(argv: string[], known: readonly BenchSuite[] = suites): Promise<number> {
  const values = valuesOf(argv)
  const only = values?.only ?? []
  if (values?.help) {
    process.stdout.write(help)
    return 0
  }
  if (values === null || only.some((name) => known.every((suite) => suite.name !== name))) {
    process.stderr.write(help)
    return 2
  }
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const lines: BenchLine[] = []
  let left = 0
  for (const suite of known.filter(({ name }) => only.length === 0 || only.includes(name))) {
    const found = await suite.run((text) => say(`${suite.name}: ${text}`))
    if ('skip' in found) {
      say(`Not measured: ${suite.name}: ${found.skip}.`)
      left++
    } else lines.push(...found)
  }
  if (lines.length > 0) for (const line of benchTable(lines)) say(line)
  const rows = lines.map(({ name, ours, baseline, ratio, goal, met }) => ({ name, ours, baseline, ratio, goal, met }))
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`)
  return rows.some(({ met }) => !met) || (left > 0 && process.env.CI === 'true') ? 1 : 0
}

function valuesOf(argv: string[]): Values | null {
  try {
    const options = {
      only: { type: 'string', multiple: true },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    } as const
    return parseArgs({ args: argv, options }).values
  } catch {
    return null
  }
}

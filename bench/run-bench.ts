// `npm run bench`: measures, prints a table, and fails where a goal is missed.
import { writeFile } from 'node:fs/promises'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { benchTable } from './bench-table'
import { type Benchmark, type Measured, measured } from './benchmark'
import { decisions, matrix } from './trust-benchmarks'

const benchmarks: readonly Benchmark[] = [decisions, matrix]

const help = `Usage: npm run bench -- [--only NAME]... [--json FILE]

Measures ours against a baseline in the same run, on this machine. How, and why that baseline: docs/bench.md.

  --only NAME  one of ${benchmarks.map(({ name }) => name).join(', ')}
  --json FILE  writes [{"name", "ours", "baseline", "ratio", "goal", "met"}]; rates are a second

Exit: 0 all goals met, 1 one missed or, where CI=true, not measured, 2 wrong use.
`

type Values = { only?: string[] | undefined; json?: string | undefined; help?: boolean | undefined }

/** Takes the arguments; gives the exit code. */
export async function runBench(argv: string[]): Promise<number> {
  const values = valuesOf(argv)
  const only = values?.only ?? []
  if (values?.help) {
    process.stdout.write(help)
    return 0
  }
  if (values === null || only.some((name) => benchmarks.every((one) => one.name !== name))) {
    process.stderr.write(help)
    return 2
  }
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const results: { benchmark: Benchmark; result: Measured }[] = []
  const notes: string[] = []
  let left = 0
  for (const benchmark of benchmarks.filter(({ name }) => only.length === 0 || only.includes(name))) {
    const rates = await benchmark.measure(say)
    if ('skip' in rates) {
      say(`Not measured: ${benchmark.name}: ${rates.skip}.`)
      left++
      continue
    }
    results.push({ benchmark, result: measured(benchmark, rates) })
    notes.push(...(rates.notes ?? []).map((note) => `${benchmark.name}: ${note}`))
  }
  for (const line of [...(results.length === 0 ? [] : benchTable(results)), ...notes]) say(line)
  const rows = results.map(({ result }) => result)
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`)
  const missed = rows.some(({ met }) => !met) || (left > 0 && process.env.CI === 'true')
  return missed ? 1 : 0
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

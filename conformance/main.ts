// `npm run conformance`: the differential test at any length, with its counts.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { exactStringify } from './exact-stringify'
import { type Report, runDifferential } from './run-differential'
import { startServer } from './start-server'

const help = `Usage: npm run conformance -- [--pairs N] [--seed S] [--no-vectors]

Compares the trust engine with a real server on N random pairs of role and token (20000). The server is the one that
CONFORMANCE_VAULT_ADDR and CONFORMANCE_VAULT_TOKEN name, else bao or vault on the PATH, else OpenBao built from its Go
module. What they disagree on is shrunk and kept in conformance/vectors.

Exit: 0 no disagreement, 1 some, 2 wrong use. Without a server: 0 with one line, or 1 where CI=true.
`

export async function main(argv: string[]): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      pairs: { type: 'string', default: '20000' },
      seed: { type: 'string' },
      'no-vectors': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    process.stdout.write(help)
    return 0
  }
  const pairs = Number(values.pairs)
  const seed = values.seed === undefined ? Math.floor(Date.now() / 1000) : Number(values.seed)
  if (!Number.isSafeInteger(pairs) || pairs < 1 || !Number.isSafeInteger(seed)) {
    process.stderr.write(help)
    return 2
  }
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const started = await startServer(say)
  if ('skip' in started) {
    say(`No conformance run: ${started.skip}.`)
    return process.env.CI === 'true' ? 1 : 0
  }
  try {
    say(`${pairs} pairs against ${started.server.flavour}, seed ${seed}`)
    const begun = Date.now()
    const report = await runDifferential(started.server, { pairs, seed, shrink: true, say })
    print(report, (Date.now() - begun) / 1000, say)
    if (!values['no-vectors']) await keep(report)
    return report.findings.length === 0 ? 0 : 1
  } finally {
    await started.stop()
  }
}

function print({ pairs, counts, findings }: Report, seconds: number, say: (line: string) => void): void {
  for (const [name, count] of Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))) {
    say(`${String(count).padStart(8)}  ${name}`)
  }
  for (const finding of findings) {
    say(`\n${exactStringify(finding.given)}`)
    for (const { what, engine, server } of finding.disagreements) {
      say(`  ${what}: engine ${JSON.stringify(engine)}, server ${JSON.stringify(server)}`)
    }
  }
  say(`\n${pairs} pairs in ${seconds.toFixed(1)} s, ${findings.length} disagreements`)
}

/** Each disagreement as a vector: the case, for the engine to be put right by. */
async function keep({ findings, seed }: Report): Promise<void> {
  const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'vectors')
  for (const { given } of findings) {
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, `seed-${seed}-pair-${given.id}.json`), `${exactStringify(given)}\n`)
  }
}

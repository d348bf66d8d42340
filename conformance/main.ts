// `npm run conformance`: the differential test at any length, with its counts.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { buildProgram, vaultPlugin } from './build-program'
import { cacheFolder } from './cache-folder'
import { readConformanceCase } from './conformance-case'
import { exactStringify } from './exact-stringify'
import type { Server } from './judge'
import { countLines, findingTexts } from './report-text'
import { type Finding, type Report, runDifferential } from './run-differential'
import { startServer } from './start-server'
import { runPlugin } from './vault-plugin-judge'
import { vectorsFolder } from './vectors-folder'

const mostPluginPairs = 20_000

const help = `Usage: npm run conformance -- [--pairs N] [--seed S] [--no-vectors | --record FILE]
                                [--plugin-pairs N] [--plugin-only]

Compares the trust engine with a real server on N random pairs of role and token (20000). The server is the one that
CONFORMANCE_VAULT_ADDR and CONFORMANCE_VAULT_TOKEN name, else bao or vault on the PATH, else OpenBao built from its Go
module. What they disagree on is shrunk and kept in conformance/vectors. Then the JWT plugin of HashiCorp's Vault is asked,
without a Vault around it.

  --plugin-pairs N  pairs for the plugin; without it as many as for the server, at most ${mostPluginPairs}; 0 for none
  --plugin-only     asks the plugin alone: no server is started
  --record FILE     judges the cases of FILE, JSON Lines, instead, and keeps each as a vector named by its id

Exit: 0 no disagreement, 1 some, 2 wrong use. Without a server: 0 with one line, or 1 where CI=true.
`

const isCount = (count: number): boolean => Number.isSafeInteger(count) && count > 0

const options = {
  pairs: { type: 'string', default: '20000' },
  'plugin-pairs': { type: 'string' },
  'plugin-only': { type: 'boolean' },
  seed: { type: 'string' },
  'no-vectors': { type: 'boolean' },
  record: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

function valuesOf(argv: string[]) {
  try {
    return parseArgs({ args: argv, options }).values
  } catch {
    return null
  }
}

export async function main(argv: string[]): Promise<number> {
  const values = valuesOf(argv)
  if (values === null) {
    process.stderr.write(help)
    return 2
  }
  if (values.help) {
    process.stdout.write(help)
    return 0
  }
  const pairs = Number(values.pairs)
  const seed = values.seed === undefined ? Math.floor(Date.now() / 1000) : Number(values.seed)
  const asked = values['plugin-pairs']
  const pluginPairs = asked === undefined ? Math.min(pairs, mostPluginPairs) : Number(asked)
  if (!isCount(pairs) || (pluginPairs !== 0 && !isCount(pluginPairs)) || !Number.isSafeInteger(seed)) {
    process.stderr.write(help)
    return 2
  }
  const say = (line: string) => process.stdout.write(`${line}\n`)
  if (values['plugin-only']) return (await comparePlugin(pluginPairs, seed, say)) ? 0 : 1
  const started = await startServer(say)
  if ('skip' in started) {
    say(`No conformance run: ${started.skip}.`)
    return process.env.CI === 'true' ? 1 : 0
  }
  try {
    if (values.record !== undefined) return await record(started.server, values.record, say)
    say(`${pairs} pairs against ${started.server.flavour}, seed ${seed}`)
    const begun = Date.now()
    const { signal, forget } = stopOnSignal(say)
    const report = await runDifferential(started.server, { pairs, seed, shrink: true, say, signal })
    forget()
    print(report, (Date.now() - begun) / 1000, say)
    if (!values['no-vectors']) await keep(report)
    if (report.pairs < pairs && report.findings.length === 0) return 1
    const plugin = pluginPairs === 0 || (await comparePlugin(pluginPairs, seed, say))
    return report.findings.length === 0 && plugin ? 0 : 1
  } finally {
    await started.stop()
  }
}

/** The first SIGINT or SIGTERM ends the run in order, so that nothing is left on a server of yours; the second at once. */
function stopOnSignal(say: (line: string) => void): { signal: AbortSignal; forget: () => void } {
  const stop = new AbortController()
  const names = ['SIGINT', 'SIGTERM'] as const
  const end = (name: NodeJS.Signals) => {
    say(`Stopping by ${name}: what was made is taken away.`)
    stop.abort()
  }
  for (const name of names) process.once(name, end)
  return {
    signal: stop.signal,
    forget: () => {
      for (const name of names) process.off(name, end)
    },
  }
}

/** Only rules of the mount and of logins; false where engine and plugin disagree, or where CI=true and there is none. */
async function comparePlugin(pairs: number, seed: number, say: (line: string) => void): Promise<boolean> {
  const built = await buildProgram(cacheFolder(process.env), vaultPlugin, say)
  if ('skip' in built) {
    say(`Not compared with Vault: ${built.skip}.`)
    return process.env.CI !== 'true'
  }
  const { counts, findings } = await runPlugin(built.file, { pairs, seed, say })
  for (const line of countLines(counts)) say(line)
  for (const text of findingTexts(seed, findings)) say(`\n${text}`)
  say(`${pairs} pairs against ${vaultPlugin.name}, seed ${seed}, ${findings.length} disagreements`)
  return findings.length === 0
}

function print({ pairs, seed, counts, findings }: Report, seconds: number, say: (line: string) => void): void {
  for (const line of countLines(counts)) say(line)
  const never = Object.entries(counts).filter(([, count]) => count === 0)
  say(`Never reached: ${never.length === 0 ? 'none' : never.map(([name]) => name).join('; ')}`)
  for (const text of findingTexts(seed, findings)) say(`\n${text}`)
  say(`\n${pairs} pairs in ${seconds.toFixed(1)} s, ${findings.length} disagreements`)
}

async function record(server: Server, file: string, say: (line: string) => void): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '')
  const cases = lines.map((line) => readConformanceCase(line))
  const judged: Finding[] = []
  const options = { pairs: cases.length, seed: 0, shrink: false, cases, judged: (one: Finding) => judged.push(one) }
  const report = await runDifferential(server, options)
  print(report, 0, say)
  for (const one of judged) await keepOne(`${one.given.id}.json`, one)
  return report.findings.length === 0 ? 0 : 1
}

/** Each disagreement as a vector: the case and what the server said, for the engine to be put right by. */
async function keep({ findings, seed }: Report): Promise<void> {
  for (const finding of findings) await keepOne(`seed-${seed}-pair-${finding.given.id}.json`, finding)
}

async function keepOne(name: string, { given, judgement }: Finding): Promise<void> {
  await mkdir(vectorsFolder, { recursive: true })
  const text = `{"case":${exactStringify(given)},\n"server":${JSON.stringify(judgement)}}\n`
  await writeFile(path.join(vectorsFolder, name), text)
}

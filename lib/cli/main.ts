// The `cutover` command: finds the verb, opens the database where it needs one, turns failures into messages and exit codes.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { AppError } from '@/lib/errors'
import { openDatabase } from '@/lib/launch/open-database'
import { closeServices } from '@/lib/services/close-services'
import { PlainError } from '../../bin/setup/plain-error.mjs'
import { type ExitCode, type Io, type Verb, WrongUse } from './command'
import { driftVerb } from './drift-verb'
import { explain } from './explain-batch'
import { explainVerb, isBatch } from './explain-verb'
import { exportVerb } from './export-verb'
import { inventoryVerb } from './inventory-verb'
import { lintVerb } from './lint-verb'
import { rulesVerb } from './rules-verb'
import { scanVerb } from './scan-verb'
import { splice } from './splice'
import { statusVerb } from './status-verb'
import { vaultsVerb } from './vaults-verb'

const verbs: Record<string, Verb> = {
  scan: scanVerb,
  status: statusVerb,
  inventory: inventoryVerb,
  rules: rulesVerb,
  export: exportVerb,
  explain: explainVerb,
  drift: driftVerb,
  lint: lintVerb,
  vaults: vaultsVerb,
}

const help = `Usage: cutover VERB [options]

  scan                      read every CI/CD variable of the estate, without values
  status                    how far the migration is
  inventory                 the variables, with state, target, uses and blockers
  rules export|import FILE  the mapping as YAML
  export --out DIR          everything rendered: policies, roles, CI changes, bindings, checklist
  explain                   what a job can read, and the line that grants it or why not
  drift                     what is otherwise in Vault, or by now in GitLab, than planned
  lint                      what is risky in the planned roles
  vaults                    how the connections to Vault stand; the policy that a reading needs
  splice FILE --plan PLAN   a .gitlab-ci.yml with the plan's blocks put in, or taken out

cutover VERB --help tells more. Settings come from the environment, as for \`npm start\`:
GITLAB_URL, GITLAB_TOKEN[_FILE], GITLAB_INCLUDE, DATABASE_URL, CUTOVER_DATA.

Exit: 0 done, 1 the answer is no or incomplete, 2 wrong use, 3 refused with reasons, 4 network or database.
`

const io: Io = { stdout: (text) => process.stdout.write(text), stderr: (text) => process.stderr.write(text) }

export async function main(argv: string[], where: { root: string; from: string }): Promise<number> {
  const [name, ...rest] = argv
  if (name === '--help' || name === '-h' || name === 'help') {
    io.stdout(help)
    return 0
  }
  if (name === 'splice') return splice(rest, { ...io, readFile, writeFile: writeWithFolder })
  const verb = name !== undefined && Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (!verb) {
    io.stderr(name === undefined ? help : `cutover: there is no verb ${JSON.stringify(name)}. See cutover --help.\n`)
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    io.stdout(verb.help)
    return 0
  }
  if (name === 'explain' && isBatch(rest)) return attempt('cutover explain', () => explain(rest, io))
  return attempt(`cutover ${name}`, async () => {
    const work = verb.prepare(rest)
    return withDatabase(where, () => work(io))
  })
}

async function writeWithFolder(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
}

async function withDatabase(where: { root: string; from: string }, work: () => Promise<ExitCode>): Promise<ExitCode> {
  const database = await openDatabase(where)
  process.env.CUTOVER_DATABASE_URL = database.url
  try {
    return await work()
  } finally {
    await closeServices()
    await database.stop()
  }
}

async function attempt(title: string, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WrongUse || isParseArgsError(error)) {
      io.stderr(`${title}: ${error.message} See ${title} --help.\n`)
      return 2
    }
    // Set-up and the database already said it plainly; the entry prints that.
    if (error instanceof PlainError) throw error
    if (!(error instanceof AppError)) {
      io.stderr(
        `${title}: something went wrong with the database or in Cutover (${error instanceof Error ? error.name : 'unknown'}).\n`,
      )
      return 4
    }
    io.stderr(`${title}: ${error.message}\n${error.problems.map((problem) => `  ${problem}\n`).join('')}`)
    return exitOf(error)
  }
}

function exitOf({ code }: AppError): ExitCode {
  if (code === 'no_scan') return 1
  if (code === 'invalid_input' || code === 'gitlab_not_configured' || code === 'vault_not_configured') return 2
  if (code === 'stale') return 3
  return 4
}

const isParseArgsError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')

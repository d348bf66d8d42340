// `cutover explain`: what a job can read and why, from the database; cases of any other server with --batch.
import { parseArgs } from 'node:util'
import type { AccessQuestion } from '@/lib/core/render/access-try'
import { explainJson, readsSomething } from '@/lib/core/render/explain-json'
import { explainText } from '@/lib/core/render/explain-text'
import { triggers } from '@/lib/core/trust/claims-of'
import { explainJob } from '@/lib/services/explain-access'
import { type ExitCode, type Io, type Verb, WrongUse } from './command'

const help = `Usage: cutover explain --project P --trigger T [--ref R] [--environment E] [--json]
       cutover explain --batch FILE|-

Says which mapped variables a job can read, by which role and which line of which policy, or every reason why not. It
decides from the files that \`cutover export\` writes.

  --project P      full path, such as shop/api
  --trigger T      ${triggers.slice(0, 5).join(', ')},
                   ${triggers.slice(5).join(', ')}
  --ref R          branch or tag, of a merge request its source branch; left out: one that suits the trigger
  --environment E  name of the job's environment; left out: a job without one
  --json           {"claims", "role", "login", "reads"}; reads by path, each with {"allowed", "by", "variables", "planned",
                   "others", "why"}

  --batch FILE|-   trust cases as JSON Lines, one verdict for each, in order; needs no scan and no database:
                   {"id", "now", "flavour", "source", "config", "roleName", "writtenAs", "role", "claims", "policies", "reads"}

Exit: 0 the job reads something that its environment is planned to read, 1 it does not, or there is no scan yet, or (with
--batch) a line was no case, 2 wrong use.
`

const options = {
  project: { type: 'string' },
  trigger: { type: 'string' },
  ref: { type: 'string' },
  environment: { type: 'string' },
  json: { type: 'boolean' },
} as const

const prepare: Verb['prepare'] = (argv) => {
  const { project, trigger: named, ref, environment, json = false } = parseArgs({ args: argv, options }).values
  if (!project) throw new WrongUse('--project P is missing.')
  if (!named) throw new WrongUse(`--trigger T is missing: one of ${triggers.join(', ')}.`)
  const trigger = triggers.find((one) => one === named)
  if (trigger === undefined) {
    throw new WrongUse(`There is no trigger ${JSON.stringify(named)}: give one of ${triggers.join(', ')}.`)
  }
  return (io) => run(io, { project, trigger, ref: ref || null, environment: environment || null }, json)
}

async function run(io: Io, question: AccessQuestion, json: boolean): Promise<ExitCode> {
  const answer = await explainJob(question)
  io.stdout(json ? `${JSON.stringify(explainJson(answer), null, 2)}\n` : explainText(answer))
  return readsSomething(answer) ? 0 : 1
}

/** Is it the form that evaluates given cases, which needs no database? */
export function isBatch(argv: string[]): boolean {
  return argv.some((one) => one === '--batch' || one.startsWith('--batch='))
}

export const explainVerb: Verb = { help, prepare }

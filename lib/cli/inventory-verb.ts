// `cutover inventory`: the variables as JSON or CSV.
import { parseArgs } from 'node:util'
import { AppError } from '@/lib/errors'
import { exportInventory } from '@/lib/services/export-inventory'
import { loadStatus } from '@/lib/services/load-status'
import { type ExitCode, type Io, type Verb, WrongUse } from './command'

const help = `Usage: cutover inventory --json|--csv [filter]

Prints every variable that the filter finds, never a value.

  --json   one array of {"level", "owner", "key", "environment_scope", "variable_type", "protected", "masked", "hidden",
           "raw", "state", "target", "uses", "blockers"}; uses null is unknown, never none
  --csv    the same as CSV with a header
  filter   as on the page: words, and level: group: project: key: scope: type: state: is: used: blocker: target: tier:;
           -state:open and the like turn one round

Exit: 0 done, 1 there is no scan yet, 2 wrong use or a filter that is not valid.
`

const prepare: Verb['prepare'] = (argv) => {
  const negated = (arg: string) => /^-[A-Za-z]+:/.test(arg)
  const { values, positionals } = parseArgs({
    args: argv.includes('--') ? argv : [...argv.filter((arg) => !negated(arg)), '--', ...argv.filter(negated)],
    options: { json: { type: 'boolean' }, csv: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (values.json === values.csv) throw new WrongUse('Give one of --json and --csv.')
  return (io) => run(io, values.csv ? 'csv' : 'json', positionals.join(' '))
}

async function run(io: Io, format: 'csv' | 'json', filter: string): Promise<ExitCode> {
  // Without a scan an empty answer would say that there is nothing.
  if ((await loadStatus()).scanned_at === null) throw new AppError('no_scan')
  for await (const piece of exportInventory(format, filter)) io.stdout(piece)
  return 0
}

export const inventoryVerb: Verb = { help, prepare }

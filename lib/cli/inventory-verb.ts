// `cutover inventory`: the variables as JSON or CSV.
import { parseArgs } from 'node:util'
import { exportInventory } from '@/lib/services/export-inventory'
import { type ExitCode, type Io, WrongUse } from './command'

const help = `Usage: cutover inventory --json|--csv [filter]

Prints every variable that the filter finds, never a value.

  --json   one array of {"level", "owner", "key", "environment_scope", "variable_type", "protected", "masked", "hidden",
           "raw", "state", "target", "uses", "blockers"}; uses null is unknown, never none
  --csv    the same as CSV with a header
  filter   as on the page: words, and level: group: project: key: scope: type: state: is: used: blocker: target: tier:

Exit: 0 done, 2 wrong use or a filter that is not valid.
`

async function run(argv: string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: argv,
    options: { json: { type: 'boolean' }, csv: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (values.json === values.csv) throw new WrongUse('Give one of --json and --csv.')
  io.stdout(await exportInventory(values.csv ? 'csv' : 'json', positionals.join(' ')))
  return 0
}

export const inventoryVerb = { help, run }

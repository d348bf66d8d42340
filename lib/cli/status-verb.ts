// `cutover status`: how far the migration is.
import { parseArgs } from 'node:util'
import { loadStatus } from '@/lib/services/load-status'
import type { ExitCode, Io, Verb } from './command'

const help = `Usage: cutover status [--json]

Counts variables by state, as of the last finished scan.

  --json   {"complete": bool, "scanned_at": time or null, "counts": {state: n}}

Exit: 0 the last scan was complete, 1 it had gaps or there was none yet.
`

const prepare: Verb['prepare'] = (argv) => {
  const { values } = parseArgs({ args: argv, options: { json: { type: 'boolean' } } })
  return (io) => run(io, values.json ?? false)
}

async function run(io: Io, json: boolean): Promise<ExitCode> {
  const status = await loadStatus()
  if (json) io.stdout(`${JSON.stringify(status, null, 2)}\n`)
  else {
    const when =
      status.scanned_at === null
        ? 'Not scanned yet'
        : `Scanned ${status.scanned_at}${status.complete ? '' : ', with gaps'}`
    const lines = Object.entries(status.counts)
      .filter(([, n]) => n > 0)
      .map(([state, n]) => `${String(n).padStart(7)}  ${state}`)
    io.stdout(`${[`${when}.`, ...lines].join('\n')}\n`)
  }
  return status.complete ? 0 : 1
}

export const statusVerb: Verb = { help, prepare }

// `cutover status`: how far the migration is.
import { parseArgs } from 'node:util'
import { loadScanChanges } from '@/lib/services/load-scan-changes'
import { loadStatus } from '@/lib/services/load-status'
import type { ExitCode, Io, Verb } from './command'

const help = `Usage: cutover status [--json] [--fail-on-new]

Counts variables by state, as of the last finished scan.

  --json         {"complete": bool, "scanned_at": time or null, "counts": {state: n}}
  --fail-on-new  exit 1 where the last scan saw variables that none before it had seen; they are named on stderr

Exit: 0 the last scan was complete, 1 it had gaps, there was none yet, or, with --fail-on-new, something is new.
`

const prepare: Verb['prepare'] = (argv) => {
  const options = { json: { type: 'boolean' }, 'fail-on-new': { type: 'boolean' } } as const
  const { values } = parseArgs({ args: argv, options })
  return async (io) => {
    const code = await run(io, values.json ?? false)
    return values['fail-on-new'] && (await tellNew(io)) ? 1 : code
  }
}

/** Names what is new since the scan before; true where anything is. */
async function tellNew(io: Io): Promise<boolean> {
  const { since, new: found } = await loadScanChanges()
  if (since === null || found.length === 0) return false
  const lines = found.map(({ level, owner, key, environmentScope, scheduleId }) =>
    [
      `  ${key} (${environmentScope}) of `,
      owner === null ? 'the instance' : `${level === 'schedule' ? 'project' : level} ${owner}`,
      scheduleId === null ? '' : `, schedule ${scheduleId}`,
    ].join(''),
  )
  const many = found.length === 1 ? '1 variable is' : `${found.length} variables are`
  io.stderr(`${[`${many} new since the scan of ${since}:`, ...lines].join('\n')}\n`)
  return true
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

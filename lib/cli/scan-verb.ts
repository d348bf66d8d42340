// `cutover scan`: queues a scan and follows it where a worker lives, else runs it here.
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { ScanSummary } from '@/lib/core/inventory/scan-summary'
import { gitlabSettings } from '@/lib/env'
import { checkHealth } from '@/lib/services/check-health'
import { findScanSummary } from '@/lib/services/find-scan-summary'
import { requestScan } from '@/lib/services/request-scan'
import { runScan } from '@/lib/services/run-scan'
import { type ExitCode, type Io, type Verb, WrongUse } from './command'

const help = `Usage: cutover scan [--json]

Reads every CI/CD variable of the estate without values: GITLAB_URL, GITLAB_TOKEN[_FILE], GITLAB_INCLUDE,
and the GitLabs that the file of CUTOVER_CONFIG names.
Where a worker runs on the same database it does the work, with its own settings, and this command follows.

  --json   {"id", "complete", "variables", "gaps"} when it is over

Exit: 0 complete, 1 there are gaps, 2 wrong use, 4 GitLab or the database cannot be reached or refuses.
`

const prepare: Verb['prepare'] = (argv) => {
  const { values } = parseArgs({ args: argv, options: { json: { type: 'boolean' } } })
  return (io) => run(io, values.json ?? false)
}

async function run(io: Io, json: boolean): Promise<ExitCode> {
  const { worker } = await checkHealth()
  if (!worker) requireSettings()
  const id = await requestScan('cutover command')
  const followed = follow(id, io)
  const [scan] = await Promise.all([followed, worker ? Promise.race([followed, standIn(id)]) : runScan(id)])
  if (!scan || scan.state === 'failed') {
    io.stderr(`cutover scan: ${scan?.message ?? 'the scan is gone'}\n`)
    return 4
  }
  if (scan.message) io.stderr(`cutover scan: ${scan.message}\n`)
  report(scan, json, io)
  return scan.complete ? 0 : 1
}

function requireSettings(): void {
  if (!gitlabSettings()) throw new WrongUse('GITLAB_URL is not set, and no worker runs that could scan.')
}

/** A worker may have ended a moment before it was asked, or end in the middle: this process then does its work. */
async function standIn(id: string): Promise<void> {
  for (;;) {
    await sleep(2000, undefined, { ref: false })
    const scan = await findScanSummary(id)
    if (!scan || scan.state === 'done' || scan.state === 'failed') return
    const { database, worker } = await checkHealth()
    if (worker || !database) continue
    requireSettings()
    return runScan(id)
  }
}

async function follow(id: string, io: Io): Promise<ScanSummary | null> {
  let told = ''
  for (;;) {
    const scan = await findScanSummary(id)
    if (!scan || scan.state === 'done' || scan.state === 'failed') return scan
    const line = [
      scan.step ?? scan.state,
      scan.total === null ? '' : ` (${scan.done} of ${scan.total} projects)`,
      scan.message ? `: ${scan.message}` : '',
    ].join('')
    if (line !== told) io.stderr(`${line}\n`)
    told = line
    await sleep(300)
  }
}

function report(scan: ScanSummary, json: boolean, io: Io): void {
  const { id, complete, variables, gaps } = scan
  if (json) {
    io.stdout(`${JSON.stringify({ id, complete, variables, gaps }, null, 2)}\n`)
    return
  }
  const lines = gaps.map((gap) => `  unknown: ${gap.part} of ${gap.path ?? 'the instance'} (${gap.reason})`)
  io.stdout(`${[`${variables} variables. ${complete ? 'Complete.' : `${gaps.length} gaps:`}`, ...lines].join('\n')}\n`)
}

export const scanVerb: Verb = { help, prepare }

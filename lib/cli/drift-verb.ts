// `cutover drift`: the plan against the vaults, and against GitLab.
import { parseArgs } from 'node:util'
import { printedFinding } from '@/lib/core/render/drift-finding'
import { type Drift, loadDrift } from '@/lib/services/load-drift'
import { readVaultsHere } from '@/lib/services/read-vaults-here'
import type { ExitCode, Io, Verb } from './command'
import { findingTable } from './finding-table'

const help = `Usage: cutover drift [--json]

Compares the plan with the vaults (roles, policies, mounts, paths, the auth method) and with GitLab (renamed, archived,
no longer protected). What could not be read is unknown, never missing. With VAULT_ADDR or CUTOVER_CONFIG, and what to log
in with, it reads the vaults now; without, it takes what the worker read last.

  --json   {"findings": [{"code", "kind", "name", "field", "want", "got"}], "unknown": [{"kind", "name", "why"}]}

Exit: 0 all is as planned, 1 there are findings or something is unknown.
`

const prepare: Verb['prepare'] = (argv) => {
  const { values } = parseArgs({ args: argv, options: { json: { type: 'boolean' } } })
  return (io) => run(io, values.json ?? false)
}

async function run(io: Io, json: boolean): Promise<ExitCode> {
  const fresh = await readVaultsHere()
  const drift = await loadDrift()
  if (drift === null) {
    io.stderr('cutover drift: there is no scan yet. Run cutover scan first.\n')
    const unknown = [{ kind: 'plan', name: 'plan', why: 'no_scan' }]
    if (json) io.stdout(`${JSON.stringify({ findings: [], unknown }, null, 2)}\n`)
    return 1
  }
  const findings = [...drift.findings, ...drift.gitlab]
  const unknown = [...drift.unknown, ...drift.gitlabUnknown]
  const unconnected = drift.vaults.filter(({ why }) => why === 'not_connected').map(({ vault }) => vault)
  if (unconnected.length > 0) {
    io.stderr(`cutover drift: no connection to ${unconnected.join(', ')}. Set VAULT_ADDR and VAULT_TOKEN_FILE.\n`)
  }
  const [oldest] = drift.vaults.flatMap(({ readAt }) => readAt ?? []).sort()
  if (!fresh && oldest !== undefined) io.stderr(`cutover drift: as the worker read it at ${oldest}.\n`)
  if (drift.vaults.length === 0) io.stderr('cutover drift: the mapping declares no vault.\n')
  if (json) io.stdout(`${JSON.stringify({ findings: findings.map(printedFinding), unknown }, null, 2)}\n`)
  else {
    io.stdout(findingTable(findings, unknown))
    io.stdout(driftTotals(drift))
  }
  return findings.length + unknown.length > 0 || drift.vaults.length === 0 ? 1 : 0
}

/** The last line. A vault that does not answer is one entry of the list, and everything planned in it is unknown. */
export function driftTotals(drift: Drift): string {
  const things = drift.vaults.flatMap(({ items }) => items)
  const of = (wanted: string) => things.filter(({ status }) => status === wanted).length
  const findings = drift.findings.length + drift.gitlab.length
  const unknown = of('unknown') + drift.gitlabUnknown.length
  return `${of('same')} of ${things.length} things are as planned, ${findings} findings, ${unknown} unknown.\n`
}

export const driftVerb: Verb = { help, prepare }

// `cutover lint`: what is risky in the planned roles, though Vault would accept them.
import { parseArgs } from 'node:util'
import { printedFinding } from '@/lib/core/render/drift-finding'
import { loadAssertionFindings } from '@/lib/services/load-assertions'
import { loadLint } from '@/lib/services/load-lint'
import type { ExitCode, Io, Verb } from './command'
import { findingTable } from './finding-table'

const help = `Usage: cutover lint [--json]

Looks for what is risky in the planned roles, policies and auth method. What holds for every role by how roles are
rendered is told in words and is no finding. Assertions that are kept and broken are findings. Facts that no scan reads are unknown; they do not change the exit code.

  --json   {"findings": [{"code", "kind", "name", "field", "want", "got"}], "unknown": [{"kind", "name", "why"}]}

Exit: 0 nothing was found, 1 there are findings, or there is no scan yet.
`

const prepare: Verb['prepare'] = (argv) => {
  const { values } = parseArgs({ args: argv, options: { json: { type: 'boolean' } } })
  return (io) => run(io, values.json ?? false)
}

async function run(io: Io, json: boolean): Promise<ExitCode> {
  const lint = await loadLint()
  if (lint === null) {
    io.stderr('cutover lint: there is no scan yet. Run cutover scan first.\n')
    const unknown = [{ kind: 'plan', name: 'plan', why: 'no_scan' }]
    if (json) io.stdout(`${JSON.stringify({ findings: [], unknown }, null, 2)}\n`)
    return 1
  }
  const { findings, decided, unknown } = lint
  const broken = await loadAssertionFindings()
  const printed = [...findings.map(printedFinding), ...broken]
  if (json) io.stdout(`${JSON.stringify({ findings: printed, unknown }, null, 2)}\n`)
  else {
    io.stdout(findingTable(findings, unknown))
    for (const { text, roles } of decided) io.stdout(`By decision, for all ${roles} roles: ${text}.\n`)
    for (const { name, field, got } of broken) io.stdout(`Assertion broken: ${name}: ${field} ${JSON.stringify(got)}\n`)
    io.stdout(`${printed.length} findings, ${unknown.length} unknown.\n`)
  }
  return printed.length > 0 ? 1 : 0
}

export const lintVerb: Verb = { help, prepare }

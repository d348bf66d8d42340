// `cutover rules`: the mapping leaves and comes as YAML.
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { RulesPreview } from '@/lib/core/mapping/rules-preview'
import { rulesFromYaml, rulesToYaml } from '@/lib/core/mapping/rules-yaml'
import { loadRules } from '@/lib/services/load-rules'
import { keepListedPaths } from '@/lib/services/load-sources'
import { acceptSuggestions, previewSuggestions, type Suggestions } from '@/lib/services/load-suggestions'
import { previewRules } from '@/lib/services/preview-rules'
import { saveRules } from '@/lib/services/save-rules'
import { type ExitCode, type Io, type Verb, WrongUse } from './command'

const help = `Usage: cutover rules export [FILE]
       cutover rules import FILE [--yes] [--json]
       cutover rules import --paths FILE [--yes] [--json]

export  writes the whole mapping as YAML to FILE, or prints it.
import  shows exactly what FILE would change; with --yes it takes the place of the present mapping.

  --paths FILE   keeps FILE as the list of paths that Vault holds today (one a line, secret/app#field,
                 or YAML) and shows which variables they fit; with --yes the sure ones become choices made by hand
  --yes          applies
  --json         the preview as {"applied", "changes", "problems", "counts"}

Exit: 0 done, 2 wrong use or a file that is not valid.
`

const prepare: Verb['prepare'] = (argv) => {
  const options = { yes: { type: 'boolean' }, json: { type: 'boolean' }, paths: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true })
  const [verb, file, ...more] = positionals
  if (more.length > 0) throw new WrongUse('Give one FILE.')
  if (verb === 'export') return (io) => exportRules(file, io)
  const { paths } = values
  if (paths !== undefined) {
    if (verb !== 'import' || file !== undefined) throw new WrongUse('--paths FILE stands for the FILE of import.')
    return (io) => importPaths(paths, values, io)
  }
  if (verb === 'import' && file !== undefined) return (io) => importRules(file, values, io)
  throw new WrongUse(verb === 'import' ? 'FILE is missing.' : 'Say export or import.')
}

async function exportRules(file: string | undefined, io: Io): Promise<ExitCode> {
  const { rules } = await loadRules()
  const text = rulesToYaml(rules)
  if (file === undefined || file === '-') io.stdout(text)
  else await writeFile(file, text).catch(() => Promise.reject(new WrongUse(`${file} cannot be written.`)))
  return 0
}

async function importRules(
  file: string,
  { yes = false, json = false }: { yes?: boolean; json?: boolean },
  io: Io,
): Promise<ExitCode> {
  const text = await readFile(file, 'utf8').catch(() => Promise.reject(new WrongUse(`${file} cannot be read.`)))
  const parsed = rulesFromYaml(text)
  if ('problems' in parsed) {
    io.stderr(
      `cutover rules: ${file} is not a valid mapping; nothing was changed.\n${parsed.problems.map((problem) => `  ${problem}\n`).join('')}`,
    )
    return 2
  }
  const { version } = await loadRules()
  const preview = await previewRules(parsed.rules)
  if (yes) await saveRules(parsed.rules, version, 'cutover command')
  io.stdout(json ? `${JSON.stringify({ applied: yes, ...preview }, null, 2)}\n` : textOf(preview, yes))
  return 0
}

/** Of the list alone, and only what is sure: a tie or a guessed field is for a person to look at. */
const sureOnes = ({ open }: Suggestions) =>
  open.filter(({ basis, confidence }) => basis === 'layout' && confidence === 'high')

async function importPaths(
  file: string,
  { yes = false, json = false }: { yes?: boolean; json?: boolean },
  io: Io,
): Promise<ExitCode> {
  const text = await readFile(file, 'utf8').catch(() => Promise.reject(new WrongUse(`${file} cannot be read.`)))
  await keepListedPaths(text, 'cutover command')
  const suggested = await previewSuggestions(sureOnes)
  if (suggested === null) {
    io.stderr('cutover rules: the list is kept; without a scan there is nothing that it could fit.\n')
    return 0
  }
  const { preview, version } = suggested
  if (yes) await acceptSuggestions(sureOnes, version, 'cutover command')
  io.stdout(json ? `${JSON.stringify({ applied: yes, ...preview }, null, 2)}\n` : textOf(preview, yes))
  return 0
}

function textOf({ changes, problems }: RulesPreview, applied: boolean): string {
  const side = ({ state, target }: RulesPreview['changes'][number]['from']) =>
    target === null ? state : `${state} ${target}`
  return [
    ...problems.map((problem) => `Look at: ${problem}`),
    ...changes.map(({ label, from, to }) => `${label}: ${side(from)} -> ${side(to)}`),
    `${changes.length} ${changes.length === 1 ? 'variable' : 'variables'} ${applied ? 'changed' : 'would change. Nothing was saved: add --yes to apply'}.`,
    '',
  ].join('\n')
}

export const rulesVerb: Verb = { help, prepare }

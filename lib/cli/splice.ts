// `cutover splice`: the plan's blocks put into a CI file, or taken out again.
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Refusal } from '@/lib/core/render/ci-file'
import { type CiPlan, readCiPlan } from '@/lib/core/render/ci-plan'
import { planForFile } from '@/lib/core/render/file-plan'
import { removeInline } from '@/lib/core/render/remove-inline'
import { renderStubFile } from '@/lib/core/render/render-stub-file'
import { removeInclude, spliceInclude } from '@/lib/core/render/splice-include'
import { spliceInline } from '@/lib/core/render/splice-inline'

export type SpliceIo = {
  stdout(text: string): void
  stderr(text: string): void
  readFile(path: string): Promise<Uint8Array>
  writeFile(path: string, text: string): Promise<void>
}

const help = `Usage: cutover splice FILE --plan PLAN.json [--placement inline|file] [--out FILE2]
       cutover splice FILE --remove [--placement inline|file]

Prints FILE, a .gitlab-ci.yml, with the plan's blocks put in, or taken out again. FILE itself is not changed.

  --plan PLAN.json     {"jobs": {"<job>": {"id_tokens": {}, "secrets": {}, "variables": {}}}}, as GitLab's schema has them
  --placement inline   blocks go into the jobs of FILE, framed by "# cutover:begin" and "# cutover:end" (default)
  --placement file     FILE gets one include entry, and the blocks go into the generated file FILE2
  --out FILE2          where the generated file is written. The entry names it relative to the folder of FILE when FILE is
                       called .gitlab-ci.yml, else from its folder .gitlab on, else as /.gitlab/cutover.yml
  --remove             takes framed text out: blocks and include entry, or only those of the given placement
  --help               prints this

Exit: 0 done, 2 wrong use, 3 refused, with {"refused": [{"job", "reason", "line"}]} on stderr and nothing on stdout.
`

/** A use of the command that cannot be served; its message is for the user. */
class WrongUse extends Error {}

/**
 * Takes the arguments after `splice` and the streams and files to use; gives the exit code. Standard output is byte for
 * byte the new text, with byte-order mark and line ends as they were.
 */
export async function splice(argv: string[], io: SpliceIo): Promise<number> {
  try {
    const use = readUse(argv)
    if (use === 'help') {
      io.stdout(help)
      return 0
    }
    const text = decode(await read(io, use.file))
    if (text === null) return refuse(io, [{ job: null, reason: 'invalid_yaml', line: null }])
    if (use.verb === 'remove') return print(io, removed(text, use.placement))
    const plan = await readPlan(io, use.plan)
    if (use.out === null) return print(io, spliceInline(text, plan))
    return await intoFile(io, { ...use, out: use.out }, text, plan)
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error
    io.stderr(`cutover splice: ${error.message}\n`)
    return 2
  }
}

type Use =
  | { verb: 'remove'; file: string; placement: string | undefined }
  | { verb: 'splice'; file: string; plan: string; out: string | null }

function readUse(argv: string[]): Use | 'help' {
  const { values, positionals } = parse(argv)
  if (values.help) return 'help'
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new WrongUse('give one FILE (see --help)')
  const { placement, plan, out, remove } = values
  if (placement !== undefined && placement !== 'inline' && placement !== 'file') {
    throw new WrongUse(`--placement is inline or file, not ${JSON.stringify(placement)}`)
  }
  if (remove) return { verb: 'remove', file, placement }
  if (plan === undefined) throw new WrongUse('--plan PLAN.json is missing (see --help)')
  if (placement === 'file' && out === undefined) throw new WrongUse('--placement file needs --out FILE2')
  if (placement !== 'file' && out !== undefined) throw new WrongUse('--out goes with --placement file')
  if (out !== undefined && path.resolve(out) === path.resolve(file)) throw new WrongUse('--out would overwrite FILE')
  return { verb: 'splice', file, plan, out: out ?? null }
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        plan: { type: 'string' },
        placement: { type: 'string' },
        out: { type: 'string' },
        remove: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error))
  }
}

function removed(text: string, placement: string | undefined): { text: string } | { refused: Refusal[] } {
  const jobs = placement === 'file' ? { text } : removeInline(text)
  return 'refused' in jobs || placement === 'inline' ? jobs : removeInclude(jobs.text)
}

async function intoFile(io: SpliceIo, use: { file: string; out: string }, text: string, plan: CiPlan): Promise<number> {
  const full = planForFile(text, plan)
  const root = spliceInclude(text, { path: localPath(use.file, use.out) })
  const refused = [...('refused' in full ? full.refused : []), ...('refused' in root ? root.refused : [])]
  if ('refused' in full || 'refused' in root) return refuse(io, distinct(refused))
  try {
    await io.writeFile(use.out, renderStubFile(full.plan))
  } catch (error) {
    throw new WrongUse(`cannot write ${use.out}: ${messageOf(error)}`)
  }
  return print(io, root)
}

/** The path of the generated file inside the repository, as `include:local` names it. */
function localPath(file: string, out: string): string {
  const relative = path.relative(path.dirname(path.resolve(file)), path.resolve(out)).replaceAll('\\', '/')
  if (path.basename(file) === '.gitlab-ci.yml' && !relative.startsWith('../')) return `/${relative}`
  return /\/\.gitlab\/.+$/.exec(`/${out.replaceAll('\\', '/')}`)?.[0] ?? '/.gitlab/cutover.yml'
}

async function readPlan(io: SpliceIo, file: string): Promise<CiPlan> {
  const text = decode(await read(io, file))
  if (text === null) throw new WrongUse(`${file} is not UTF-8`)
  const answer = readCiPlan(parseJson(file, text.replace(/^\ufeff/, '')))
  if ('plan' in answer) return answer.plan
  throw new WrongUse(`${file} is not a plan:\n${answer.faults.map((fault) => `  ${fault}`).join('\n')}`)
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message quotes the text, which may hold what nobody should print.
    throw new WrongUse(`${file} is not JSON`)
  }
}

async function read(io: SpliceIo, file: string): Promise<Uint8Array> {
  try {
    return await io.readFile(file)
  } catch (error) {
    throw new WrongUse(`cannot read ${file}: ${messageOf(error)}`)
  }
}

/** UTF-8 with its byte-order mark kept; null where the bytes are no UTF-8 and could not be printed as they are. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function print(io: SpliceIo, answer: { text: string } | { refused: Refusal[] }): number {
  if ('refused' in answer) return refuse(io, answer.refused)
  io.stdout(answer.text)
  return 0
}

function refuse(io: SpliceIo, refused: Refusal[]): number {
  io.stderr(`${JSON.stringify({ refused })}\n`)
  return 3
}

function distinct(refused: Refusal[]): Refusal[] {
  return [...new Map(refused.map((one) => [JSON.stringify(one), one])).values()]
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

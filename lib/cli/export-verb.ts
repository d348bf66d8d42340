// `cutover export`: everything rendered, into a folder, with a manifest.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { manifestText } from '@/lib/core/render/manifest'
import { loadArtefacts } from '@/lib/services/load-artefacts'
import { type ExitCode, type Io, type Verb, WrongUse } from './command'

const help = `Usage: cutover export --out DIR [--strict] [--json]

Writes what is mapped, answered and unblocked: policies, roles, auth and CLI script, each project's changed CI files,
bindings, checklist, trust model, failure modes, and manifest.json with digests and what was left out.
Twice gives the same bytes. Files of an earlier export that are no longer rendered are removed; others are not touched.

  --out DIR   the folder, made if missing
  --strict    exit 1 if anything was left out
  --json      prints the manifest

Exit: 0 done, 1 something was left out (with --strict) or there is no scan yet, 2 wrong use.
`

const prepare: Verb['prepare'] = (argv) => {
  const options = { out: { type: 'string' }, strict: { type: 'boolean' }, json: { type: 'boolean' } } as const
  const { values } = parseArgs({ args: argv, options })
  const { out, strict = false, json = false } = values
  if (!out) throw new WrongUse('--out DIR is missing.')
  return (io) => run(io, out, { strict, json })
}

async function run(io: Io, folder: string, { strict, json }: { strict: boolean; json: boolean }): Promise<ExitCode> {
  const { files, leftOut } = await loadArtefacts()
  const described = files.map(({ path: name, kind, project, environment, text }) => ({
    path: name,
    kind,
    project,
    environment,
    sha256: sha256(text),
  }))
  const manifest = manifestText(described, leftOut)
  try {
    await removeFormer(folder, new Set(files.map((file) => file.path)))
    for (const file of files) await write(inside(folder, file.path), file.text)
    await write(path.join(folder, 'manifest.json'), manifest)
  } catch {
    throw new WrongUse(`${folder} cannot be written.`)
  }
  io.stdout(
    json
      ? manifest
      : `${files.length} files in ${folder}; ${leftOut.length} variables left out (manifest.json says why).\n`,
  )
  return strict && leftOut.length > 0 ? 1 : 0
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

/** Paths hold names of projects and files from GitLab: one that would leave the folder is an error. */
function inside(folder: string, name: string): string {
  const full = path.resolve(folder, name)
  if (!full.startsWith(`${path.resolve(folder)}${path.sep}`)) throw new Error('a path leaves the folder')
  return full
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
}

/** Only what an earlier manifest names, and only inside the folder. */
async function removeFormer(folder: string, kept: Set<string>): Promise<void> {
  const former = await readFile(path.join(folder, 'manifest.json'), 'utf8').then(JSON.parse, () => null)
  const files: unknown[] = Array.isArray(former?.files) ? former.files : []
  for (const file of files) {
    const name = typeof file === 'object' && file !== null && 'path' in file ? String(file.path) : ''
    const full = path.resolve(folder, name)
    if (name !== '' && !kept.has(name) && full.startsWith(`${path.resolve(folder)}${path.sep}`))
      await rm(full, { force: true })
  }
}

export const exportVerb: Verb = { help, prepare }

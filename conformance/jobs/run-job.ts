// A job as the Runner would run it: the snippet's before_script, then lines of our own, in a shell of choice.
import { spawn, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { parse } from 'yaml'
import type { ArtefactFile } from '@/lib/core/render/artefact-file'
import { projectPath } from './jobs-estate'

export type JobRun = {
  status: number | null
  output: string
  errors: string
  /** What `$OUT` holds at the end, by name. */
  out: Record<string, Buffer>
  /** What is left in the temporary folder of the job. */
  left: string[]
}

export type JobOptions = {
  files: ArtefactFile[]
  job: string
  idToken: string
  /** Lines of the job's script. They may write to the folder `$OUT`. */
  script?: string[]
  shell?: string[]
  /** Commands that the job finds, by name, each with what stands behind it; all of the machine's unless given. */
  commands?: Record<string, string>
  /** Files that stand in `$OUT` beforehand. */
  given?: Record<string, Buffer>
}

/** The Runner puts all lines into one script of the shell, with `set -eo pipefail` where there is such a thing. */
export async function runJob({ files, job, idToken, script = [], ...options }: JobOptions): Promise<JobRun> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cutover-job-'))
  try {
    for (const name of ['.gitlab', 'out', 'tmp', 'bin']) await mkdir(path.join(folder, name))
    await writeFile(path.join(folder, '.gitlab/cutover.sh'), textOf(files, 'cutover.sh'))
    for (const [name, bytes] of Object.entries(options.given ?? {}))
      await writeFile(path.join(folder, 'out', name), bytes)
    for (const [name, target] of Object.entries(options.commands ?? {}))
      await symlink(target, path.join(folder, 'bin', name))
    const snippets: Record<string, { before_script: string[] }> = parse(textOf(files, 'snippets.yml'))
    const lines = ['set -eu', ...(snippets[job]?.before_script ?? []), ...script]
    const [command = 'sh', ...args] = options.shell ?? ['sh']
    const child = spawn(command, [...args, '-c', lines.join('\n')], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        NODE_ENV: 'test',
        PATH: options.commands === undefined ? process.env.PATH : path.join(folder, 'bin'),
        CI_PROJECT_DIR: folder,
        OUT: path.join(folder, 'out'),
        TMPDIR: path.join(folder, 'tmp'),
        VAULT_ID_TOKEN: idToken,
      },
    })
    const said = { output: '', errors: '' }
    child.stdout.on('data', (chunk: Buffer) => {
      said.output += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      said.errors += chunk.toString()
    })
    const status = await new Promise<number | null>((done) => child.on('close', done))
    const names = await readdir(path.join(folder, 'out'))
    const read = names.map(
      async (name): Promise<[string, Buffer]> => [name, await readFile(path.join(folder, 'out', name))],
    )
    return {
      status,
      ...said,
      out: Object.fromEntries(await Promise.all(read)),
      left: await readdir(path.join(folder, 'tmp')),
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Lines that write variables to `$OUT` as they are, and fail where one is not exported. */
export function dumped(keys: readonly string[]): string[] {
  return keys.map((key) => `printenv ${key} >/dev/null; printf %s "$${key}" >"$OUT/${key}"`)
}

/** A file of the project's script form. */
function textOf(files: readonly ArtefactFile[], name: string): string {
  const found = files.find((file) => file.path.endsWith(`/${projectPath}/${name}`))
  if (found === undefined) throw new Error(`The export has no ${name}`)
  return found.text
}

/** Where a command is, or null. */
export function whereIs(command: string): string | null {
  const found = spawnSync('sh', ['-c', `command -v "$1"`, 'sh', command]).stdout.toString().trim()
  return found === '' ? null : found
}

// Builds a Go program of this folder, once per version of its go.mod, go.sum and main.go.
import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { takeLock } from '../bin/setup/pid-lock.mjs'
import { childEnvironment } from './child-environment'

export type GoProgram = { name: string; folder: string; ldflags: string }

export const openbaoVersion = '2.4.0'

export const openbao: GoProgram = {
  name: `OpenBao ${openbaoVersion}`,
  folder: 'openbao',
  ldflags: `-s -w -X github.com/openbao/openbao/version.fullVersion=${openbaoVersion}`,
}

/** The JWT plugin of Vault 1.21, around which there is no Vault. */
export const vaultPlugin: GoProgram = {
  name: "the JWT plugin of HashiCorp's Vault",
  folder: 'vault-plugin',
  ldflags: '-s -w',
}

const here = path.dirname(fileURLToPath(import.meta.url))

/** Where the program is, or will be, in the cache; and whether it is there. */
export async function builtProgram(cache: string, { folder }: GoProgram): Promise<{ file: string; built: boolean }> {
  const hash = createHash('sha256')
  for (const file of ['go.mod', 'go.sum', 'main.go']) hash.update(await readFile(path.join(here, folder, file)))
  const file = path.join(cache, `${folder}-${hash.digest('hex').slice(0, 12)}`)
  return { file, built: await exists(file) }
}

/** No build takes as long: a lock of that age was left by a machine or container that is gone. */
const longestBuild = 30 * 60_000

/**
 * Gives the path of the program, or in one line why it cannot be built. A build takes minutes; `say` is told. Of several
 * processes one builds, and the others wait for it; what it could not build they do not try again.
 */
export async function buildProgram(
  cache: string,
  program: GoProgram,
  say: (line: string) => void,
): Promise<{ file: string } | { skip: string }> {
  const since = Date.now()
  const { file, built } = await builtProgram(cache, program)
  if (built) return { file }
  try {
    await mkdir(cache, { recursive: true })
    return await whenFree(file, say, async () => {
      if (await exists(file)) return { file }
      const failed = await failureSince(file, since)
      return failed === null ? build(program, file, say) : { skip: failed }
    })
  } catch (error) {
    return { skip: `${program.name} cannot be kept in ${cache}: ${error instanceof Error ? error.message : error}` }
  }
}

async function whenFree<T>(file: string, say: (line: string) => void, work: () => Promise<T>): Promise<T> {
  for (let told = false; ; await wait(300)) {
    const lock = takeLock(`${file}.lock`)
    if (lock.release) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    if (Date.now() - Date.parse(String(lock.holder.since)) > longestBuild) await rm(`${file}.lock`, { force: true })
    if (!told) say(`Waiting: process ${lock.holder.pid} is building ${path.basename(file)}.`)
    told = true
  }
}

async function build(
  program: GoProgram,
  file: string,
  say: (line: string) => void,
): Promise<{ file: string } | { skip: string }> {
  // A name of its own: another container may use the same folder, and neither sees that the other lives.
  const building = `${file}.${randomUUID()}`
  say(`Building ${program.name} into ${path.dirname(file)}: this takes some minutes, once.`)
  const failure = await run(program, building)
  if (failure !== null) {
    await rm(building, { force: true })
    await writeFile(`${file}.failed`, failure)
    return { skip: failure }
  }
  await rename(building, file)
  await rm(`${file}.failed`, { force: true })
  return { file }
}

/** What another process could not build meanwhile, and why. */
async function failureSince(file: string, since: number): Promise<string | null> {
  try {
    const { mtimeMs } = await stat(`${file}.failed`)
    return mtimeMs > since ? await readFile(`${file}.failed`, 'utf8') : null
  } catch {
    return null
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch {
    return false
  }
}

/** A Go that is too old fetches the one that go.mod asks for, checked against the checksum database. */
function run({ name, folder, ldflags }: GoProgram, output: string): Promise<string | null> {
  return new Promise((resolve) => {
    const env = childEnvironment(process.env, { CGO_ENABLED: '0', GOTOOLCHAIN: 'auto', GOFLAGS: '-buildvcs=false' })
    const args = ['build', '-ldflags', ldflags, '-o', output, '.']
    const child = spawn('go', args, { cwd: path.join(here, folder), env, stdio: ['ignore', 'ignore', 'pipe'] })
    let last = ''
    child.stderr.on('data', (chunk: Buffer) => {
      last = chunk.toString().trim().split('\n').at(-1) ?? last
    })
    child.once('error', () => resolve('Go is not installed'))
    child.once('close', (code) => resolve(code === 0 ? null : `${name} could not be built: ${last}`))
  })
}

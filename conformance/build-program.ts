// Builds a Go program of this folder, once per version of its go.mod, go.sum and main.go.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
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

/** Gives the path of the program, or in one line why it cannot be built. A build takes minutes; `say` is told. */
export async function buildProgram(
  cache: string,
  program: GoProgram,
  say: (line: string) => void,
): Promise<{ file: string } | { skip: string }> {
  const { file, built } = await builtProgram(cache, program)
  if (built) return { file }
  await mkdir(cache, { recursive: true })
  const building = `${file}.${process.pid}`
  say(`Building ${program.name} into ${cache}: this takes some minutes, once.`)
  const failure = await run(program, building)
  if (failure !== null) {
    await rm(building, { force: true })
    return { skip: failure }
  }
  await rename(building, file)
  return { file }
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

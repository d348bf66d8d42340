// Builds OpenBao from its Go module, once per version of go.mod, go.sum and main.go.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, mkdir, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { childEnvironment } from './child-environment'

export const openbaoVersion = '2.4.0'

const source = path.join(path.dirname(fileURLToPath(import.meta.url)), 'openbao')

/** Gives the path of the program, or in one line why it cannot be built. The build takes minutes; `say` is told. */
export async function buildOpenbao(
  cache: string,
  say: (line: string) => void,
): Promise<{ program: string } | { skip: string }> {
  const program = path.join(cache, `bao-${openbaoVersion}-${await fingerprint()}`)
  if (await exists(program)) return { program }
  await mkdir(cache, { recursive: true })
  const building = `${program}.${process.pid}`
  say(`Building OpenBao ${openbaoVersion} into ${cache}: this takes some minutes, once.`)
  const flags = `-s -w -X github.com/openbao/openbao/version.fullVersion=${openbaoVersion}`
  const failure = await run('go', ['build', '-ldflags', flags, '-o', building, '.'])
  if (failure !== null) {
    await rm(building, { force: true })
    return { skip: failure }
  }
  await rename(building, program)
  return { program }
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of ['go.mod', 'go.sum', 'main.go']) hash.update(await readFile(path.join(source, file)))
  return hash.digest('hex').slice(0, 12)
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
function run(command: string, args: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const env = childEnvironment(process.env, { CGO_ENABLED: '0', GOTOOLCHAIN: 'auto', GOFLAGS: '-buildvcs=false' })
    const child = spawn(command, args, { cwd: source, env, stdio: ['ignore', 'ignore', 'pipe'] })
    let last = ''
    child.stderr.on('data', (chunk: Buffer) => {
      last = chunk.toString().trim().split('\n').at(-1) ?? last
    })
    child.once('error', () => resolve('Go is not installed'))
    child.once('close', (code) => resolve(code === 0 ? null : `OpenBao could not be built: ${last}`))
  })
}

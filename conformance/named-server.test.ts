// A server that somebody names by CONFORMANCE_VAULT_ADDR: it is used, and afterwards it is as it was before.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, type TestContext, vi } from 'vitest'
import { buildProgram, openbao } from './build-program'
import { cacheFolder } from './cache-folder'
import { EstateServer } from './estate/estate-server'
import type { Server } from './judge'
import { type StartedServer, startProgram, startServer } from './start-server'

const root = path.resolve(import.meta.dirname, '..')
let program = ''
let started: StartedServer | null = null
let skip = ''

beforeAll(async () => {
  const built = await buildProgram(cacheFolder(process.env), openbao, (line) => process.stderr.write(`${line}\n`))
  if ('skip' in built) skip = built.skip
  else {
    program = built.file
    const result = await startProgram(built.file)
    if ('skip' in result) throw new Error(result.skip)
    started = result
  }
}, 900_000)

afterAll(() => started?.stop())
afterEach(() => {
  vi.unstubAllEnvs()
})

function serverOf(context: TestContext): Server {
  if (started !== null) return started.server
  expect(process.env.CI, 'Where CI=true a server must be there').not.toBe('true')
  return context.skip(skip)
}

async function listed(server: Server, where: string): Promise<string[]> {
  const response = await fetch(`${server.address}/v1/${where}`, { headers: { 'x-vault-token': server.token } })
  const body: { data?: { keys?: string[] } & Record<string, unknown> } = await response.json()
  return (body.data?.keys ?? Object.keys(body.data ?? {})).toSorted()
}

/** All that a run makes: mounts, policies, namespaces, and the entities of its logins. */
async function everything(server: Server): Promise<Record<string, string[]>> {
  const lists = ['sys/auth', 'sys/mounts', 'sys/policies/acl?list=true', 'sys/namespaces?list=true']
  const all = [...lists, 'identity/entity/id?list=true', 'identity/entity-alias/id?list=true']
  return Object.fromEntries(await Promise.all(all.map(async (where) => [where, await listed(server, where)])))
}

/** Namespaces go in the background. */
async function settled(server: Server): Promise<Record<string, string[]>> {
  for (let tries = 0; tries < 100 && (await listed(server, 'sys/namespaces?list=true')).length > 0; tries++)
    await wait(100)
  return everything(server)
}

async function conformance(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['bin/conformance.mjs', '--no-vectors', '--plugin-pairs', '0', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let onPairs = () => {}
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('pairs against')) onPairs()
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    child,
    running: new Promise<void>((resolve) => (onPairs = resolve)),
    end: async () => ({ status: await ended, said }),
  }
}

describe('a server that CONFORMANCE_VAULT_ADDR names', () => {
  it.for(['on', 'off'])(
    'is compared with, namespaces %s, and nothing is left on it',
    { timeout: 120_000 },
    async (namespaces, context) => {
      const server = serverOf(context)
      const before = await everything(server)
      const run = await conformance(['--pairs', '200', '--seed', '3'], {
        CONFORMANCE_VAULT_ADDR: `${server.address}/`,
        CONFORMANCE_VAULT_TOKEN: server.token,
        CONFORMANCE_VAULT_NAMESPACES: namespaces,
      })
      const { status, said } = await run.end()
      expect(said).toContain('200 pairs against openbao 2.4.0, seed 3\n')
      expect(said).toMatch(/\n200 pairs in [\d.]+ s, 0 disagreements\n/)
      expect(status).toBe(0)
      expect(await settled(server)).toEqual(before)
    },
  )

  it('is left as it was when the run is stopped', { timeout: 60_000 }, async (context) => {
    const server = serverOf(context)
    const before = await everything(server)
    const run = await conformance(['--pairs', '1000000'], {
      CONFORMANCE_VAULT_ADDR: server.address,
      CONFORMANCE_VAULT_TOKEN: server.token,
      CONFORMANCE_VAULT_NAMESPACES: 'off',
    })
    await run.running
    for (let tries = 0; tries < 100 && (await listed(server, 'sys/auth')).length < 3; tries++) await wait(50)
    expect((await listed(server, 'sys/auth')).length).toBeGreaterThan(before['sys/auth']?.length ?? 0)
    run.child.kill('SIGINT')
    expect(await run.end()).toMatchObject({ status: 1, said: expect.stringContaining('Stopping by SIGINT') })
    expect(await settled(server)).toEqual(before)
  })

  it('is used by the estate without namespaces too, and is left as it was', async (context) => {
    const server = serverOf(context)
    const before = await everything(server)
    const estate = new EstateServer({ ...server, namespaces: false })
    await estate.open()
    const mount = `${estate.place.prefix}users`
    await estate.make(`sys/auth/${mount}`, { type: 'userpass' }, `sys/auth/${mount}`)
    await estate.make(`auth/${mount}/users/ann`, { password: 'a long one' })
    const { status } = await estate.call('POST', `auth/${mount}/login/ann`, { password: 'a long one' })
    const during = await everything(server)
    await estate.close()
    expect([status, (during['identity/entity/id?list=true'] ?? []).length]).toEqual([200, 1])
    expect(await everything(server)).toEqual(before)
  })

  it('that is not there is said in one line', async () => {
    vi.stubEnv('CONFORMANCE_VAULT_ADDR', 'http://127.0.0.1:9')
    expect(await startServer(() => {})).toEqual({
      skip: 'No Vault that is initialized and unsealed answers at http://127.0.0.1:9',
    })
  })
})

describe('bao on the PATH', () => {
  function onPath(make: (file: string) => void): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'cutover-path-'))
    mkdirSync(path.join(folder, 'bin'))
    make(path.join(folder, 'bin', 'bao'))
    vi.stubEnv('PATH', `${path.join(folder, 'bin')}:${process.env.PATH}`)
    vi.stubEnv('CONFORMANCE_VAULT_ADDR', '')
    for (const product of ['VAULT', 'BAO']) {
      vi.stubEnv(`${product}_ADDR`, 'http://127.0.0.1:9')
      vi.stubEnv(`${product}_TOKEN`, 'of-a-person')
      vi.stubEnv(`${product}_DEV_ROOT_TOKEN_ID`, 'of-a-person')
      vi.stubEnv(`${product}_NAMESPACE`, 'theirs')
    }
    return folder
  }

  it('is started before anything is built, and sees nothing of VAULT_* and BAO_*', async () => {
    const folder = onPath((file) => writeFileSync(file, `#!/bin/sh\nenv >"$0.env"\nexit 1\n`, { mode: 0o755 }))
    expect(await startServer(() => {})).toEqual({ skip: `${path.join(folder, 'bin', 'bao')} did not start` })
    const seen = readFileSync(path.join(folder, 'bin', 'bao.env'), 'utf8')
    rmSync(folder, { recursive: true })
    expect(seen).toContain('PATH=')
    expect(seen.split('\n').filter((line) => /^(?:VAULT|BAO|CONFORMANCE)_/.test(line))).toEqual([])
  })

  it('serves with a token of its own and on a port of its own', async (context) => {
    serverOf(context)
    const folder = onPath((file) => symlinkSync(program, file))
    const result = await startServer(() => {})
    if ('skip' in result) throw new Error(result.skip)
    const { server, stop } = result
    const mounts = await listed(server, 'sys/auth')
    await stop()
    rmSync(folder, { recursive: true })
    expect(mounts).toEqual(['token/'])
    expect(server).toMatchObject({ flavour: 'openbao 2.4.0', namespaces: true })
    expect(server.token).not.toBe('of-a-person')
    expect(server.address).not.toBe('http://127.0.0.1:9')
  })
})

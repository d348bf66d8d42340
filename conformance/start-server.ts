// A server to judge by: one that is named, one on the PATH, or OpenBao built here, in development mode on a free port.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { request } from 'undici'
import { freePort } from '@/lib/launch/free-port'
import { guardProcess } from '@/lib/launch/guard-process'
import { buildProgram, openbao } from './build-program'
import { cacheFolder } from './cache-folder'
import { childEnvironment } from './child-environment'
import { findOnPath } from './find-on-path'
import type { Server } from './judge'

export type StartedServer = { server: Server; stop(): Promise<void> }

/** Gives the server, or in one line why there is none. */
export async function startServer(say: (line: string) => void): Promise<StartedServer | { skip: string }> {
  const { CONFORMANCE_VAULT_ADDR: address, CONFORMANCE_VAULT_TOKEN: token } = process.env
  if (address) {
    const server = await describe(address.replace(/\/+$/, ''), token ?? '')
    if (server === null) return { skip: `No Vault that is initialized and unsealed answers at ${address}` }
    const alone = /^(?:0|false|no|off)$/i.test(process.env.CONFORMANCE_VAULT_NAMESPACES ?? '')
    return { server: alone ? { ...server, namespaces: false } : server, stop: async () => {} }
  }
  const found = (await findOnPath('bao')) ?? (await findOnPath('vault'))
  const built = found ? { file: found } : await buildProgram(cacheFolder(process.env), openbao, say)
  return 'skip' in built ? built : startProgram(built.file)
}

/** A server of its own in development mode: `program` is a `bao` or `vault`. `audit` is a file for OpenBao's audit log. */
export async function startProgram(
  program: string,
  { audit }: { audit?: string } = {},
): Promise<StartedServer | { skip: string }> {
  const home = await mkdtemp(path.join(tmpdir(), 'cutover-judge-'))
  const token = randomBytes(16).toString('hex')
  const address = `http://127.0.0.1:${await freePort(0)}`
  const listen = `-dev-listen-address=${address.replace('http://', '')}`
  const args = ['server', '-dev', `-dev-root-token-id=${token}`, listen, '-dev-no-store-token']
  if (audit !== undefined) {
    const config = path.join(home, 'audit.hcl')
    await writeFile(config, `audit "file" "all" {\n  options {\n    file_path = ${JSON.stringify(audit)}\n  }\n}\n`)
    args.push(`-config=${config}`)
  }
  const child = spawn(program, args, {
    // Less often collected: a run makes much garbage, and the server ends with it.
    env: childEnvironment(process.env, { HOME: home, GOGC: '400' }),
    stdio: 'ignore',
  })
  child.on('error', () => {})
  if (child.pid === undefined) return { skip: `${program} cannot be started` }
  // Ends it also where this process is killed.
  const guard = guardProcess(child.pid, 'TERM', null)
  child.once('exit', guard.dismiss)
  const stop = async () => {
    await end(child)
    await rm(home, { recursive: true, force: true })
  }
  for (let tries = 0; tries < 300 && child.exitCode === null && child.signalCode === null; tries++) {
    const server = await describe(address, token)
    if (server) return { server, stop }
    await wait(100)
  }
  await stop()
  return { skip: `${program} did not start` }
}

/** Null where nothing answers. OpenBao always has namespaces; of Vault only editions that are paid for. */
async function describe(address: string, token: string): Promise<Server | null> {
  try {
    const { body } = await request(`${address}/v1/sys/health`, { headersTimeout: 5000 })
    const health: unknown = await body.json()
    if (typeof health !== 'object' || health === null || !('version' in health) || !('initialized' in health))
      return null
    if (health.initialized !== true || !('sealed' in health) || health.sealed === true) return null
    const product = await productOf(address, token)
    return { address, token, flavour: `${product} ${String(health.version)}`, namespaces: product === 'openbao' }
  } catch {
    return null
  }
}

/** Only OpenBao says when a policy was changed. */
async function productOf(address: string, token: string): Promise<'openbao' | 'vault'> {
  const { body } = await request(`${address}/v1/sys/policies/acl/default`, {
    method: 'GET',
    headers: { 'x-vault-token': token },
  })
  const text = await body.text()
  return /"cas_required"|"modified"/.test(text) ? 'openbao' : 'vault'
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  await closed
}

// A real OpenBao or Vault for browser tests: one on the PATH, or the one that the conformance tests have built already.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { builtProgram, openbao } from '../conformance/build-program.ts'
import { cacheFolder } from '../conformance/cache-folder.ts'
import { findOnPath } from '../conformance/find-on-path.ts'
import { startServer } from '../conformance/start-server.ts'
import type { RunningCutover } from './start-cutover.ts'

export type LiveVault = {
  /** What `startCutover` takes as environment: the vault `main` of the mapping is this one. */
  env: Record<string, string>
  /** What it is logged in with, to be found nowhere. */
  token: string
  call: (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<number>
  /** Ends the server; the files stay. */
  end: () => Promise<void>
  stop: () => Promise<void>
}

/** Gives the server, or in one line why there is none: building one takes minutes, which is left to `npm run conformance`. */
export async function startLiveVault(): Promise<LiveVault | { skip: string }> {
  const onPath = (await findOnPath('bao')) ?? (await findOnPath('vault'))
  const { built } = await builtProgram(cacheFolder(process.env), openbao)
  if (onPath === null && !built)
    return { skip: 'There is no bao, no vault, and npm run conformance has built none yet' }
  const started = await startServer(() => {})
  if ('skip' in started) return started
  const { address, token } = started.server
  const folder = mkdtempSync('/tmp/cutover-live-vault-')
  writeFileSync(path.join(folder, 'token'), token, { mode: 0o600 })
  const config = path.join(folder, 'cutover.yml')
  writeFileSync(config, `vaults:\n  - {name: main, address: "${address}", token_file: token}\n`)
  let running = true
  const end = async () => {
    if (running) await started.stop()
    running = false
  }
  return {
    env: { CUTOVER_CONFIG: config },
    token,
    call: async (method, at, body) => {
      const answer = await fetch(`${address}/v1/${at}`, {
        method,
        headers: { 'x-vault-token': token },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      await answer.arrayBuffer()
      return answer.status
    },
    end,
    stop: async () => {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Writes what an export holds: the auth method, policies and roles. May be called again. Gives the texts of the roles by name. */
export async function applyExport(vault: LiveVault, cutover: RunningCutover): Promise<Map<string, string>> {
  const out = mkdtempSync('/tmp/cutover-export-')
  const { code, stderr } = await cutover.command('export', '--out', path.join(out, 'export'))
  if (code !== 0 && code !== 1) throw new Error(`The export ended with ${code}: ${stderr}`)
  const folder = path.join(out, 'export')
  const texts = (kind: string) =>
    readdirSync(path.join(folder, kind)).map((name) => ({
      name: path.parse(name).name,
      text: readFileSync(path.join(folder, kind, name), 'utf8'),
    }))
  const must = async (at: string, body: unknown) => {
    const status = await vault.call('POST', at, body)
    if (status >= 300) throw new Error(`POST ${at} was answered with ${status}`)
  }
  if ((await vault.call('GET', 'sys/auth/jwt')) !== 200) await must('sys/auth/jwt', { type: 'jwt' })
  for (const { name, text } of texts('auth').filter(({ text }) => text.startsWith('{')))
    await must(`auth/${name}/config`, text)
  for (const { name, text } of texts('policies')) await must(`sys/policies/acl/${name}`, { policy: text })
  const roles = texts('roles')
  for (const { name, text } of roles) await must(`auth/jwt/role/${name}`, text)
  rmSync(out, { recursive: true, force: true })
  return new Map(roles.map(({ name, text }) => [name, text]))
}

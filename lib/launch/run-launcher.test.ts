// The whole of Cutover, started as a person starts it: what its processes see, and that none is left.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../../bin/setup/ensure-built.mjs'
import { startTestDatabase } from './test-database'
import { childrenOf, processes, startLauncher, until } from './test-launcher'

type Launcher = Awaited<ReturnType<typeof startLauncher>>

const secret = 'planted-credential-4711'
const folders: string[] = []
const launchers: Launcher[] = []
let launcher: Launcher
let folder: string

function newFolder() {
  const made = mkdtempSync(path.join(tmpdir(), 'cutover-start-'))
  folders.push(made)
  return made
}

async function start(env: Record<string, string>) {
  const started = await startLauncher(env)
  launchers.push(started)
  return started
}

const healthy = (port: string) =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    (response) => response.status === 200,
    () => false,
  )

/** Up, or ended too early with what it said. */
async function ready(started: Launcher) {
  await until(() => started.out().includes('Cutover is ready') || started.child.exitCode !== null)
  if (started.child.exitCode !== null) throw new Error(`It ended:\n${started.err()}`)
}

const realGitlab = {
  GITLAB_URL: 'http://127.0.0.1:1',
  GITLAB_TOKEN: secret,
  VAULT_TOKEN: secret,
  VAULT_ADDR: 'http://127.0.0.1:1',
}

// A stale build would be made by the first start, within that test's time.
beforeAll(ensureBuilt, 600_000)

afterAll(async () => {
  for (const started of launchers) if (started.child.exitCode === null) started.child.kill('SIGTERM')
  await Promise.all(launchers.map(({ exit }) => exit))
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})

describe.runIf(process.platform === 'linux')('npm start', () => {
  beforeAll(async () => {
    folder = newFolder()
    launcher = await start({ ...realGitlab, CUTOVER_DATA: folder })
    await ready(launcher)
  }, 600_000)

  it('prints one line on stdout: the address with a sign-in link', () => {
    expect(launcher.out()).toMatch(
      new RegExp(`^Cutover is ready: http://127\\.0\\.0\\.1:${launcher.port}/sign-in\\?token=[\\w-]{43}\\n$`),
    )
  })

  it('gives the credentials to the worker, and neither to the web nor to PostgreSQL', () => {
    const { web, worker, postgres } = childrenOf(launcher.pid)
    expect(worker?.environment).toContain(secret)
    expect(web?.environment).toContain('CUTOVER_DATABASE_URL=postgresql://cutover_web:')
    expect(web?.environment).not.toMatch(/planted-credential|GITLAB_|VAULT_|cutover_owner|cutover_worker/)
    expect(postgres?.environment).not.toMatch(/planted-credential|GITLAB_|VAULT_|CUTOVER_/)
    const superuser = readFileSync(path.join(folder, 'postgres-superuser'), 'utf8').trim()
    for (const { environment, command } of childrenOf(launcher.pid).own)
      expect(environment + command).not.toContain(superuser)
  })

  it('lets the web’s database role read no file and no environment through SQL', async () => {
    const url = /CUTOVER_DATABASE_URL=([^\0]+)/.exec(childrenOf(launcher.pid).web?.environment ?? '')?.[1]
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      expect((await client.query('SELECT current_user AS role')).rows).toEqual([{ role: 'cutover_web' }])
      for (const sql of [
        "SELECT pg_read_file('/proc/self/environ')",
        "SELECT pg_read_binary_file('/proc/self/environ')",
        "COPY (SELECT 1) TO PROGRAM 'env'",
        "CREATE TEMP TABLE seen (line text); COPY seen FROM '/proc/self/environ'",
        "SELECT pg_ls_dir('/')",
        'SELECT * FROM pg_authid',
      ]) {
        await expect(client.query(sql), sql).rejects.toThrow(/permission denied|must be superuser/)
      }
    } finally {
      await client.end()
    }
  })

  it('refuses a second start on the same data folder, and one on the same port', async () => {
    const same = await start({ ...realGitlab, CUTOVER_DATA: folder })
    expect(await same.exit).toBe(1)
    expect(same.err()).toContain(`uses the data folder ${folder}. It is at http://127.0.0.1:${launcher.port}.`)
    const port = await start({ ...realGitlab, CUTOVER_DATA: newFolder(), PORT: launcher.port })
    expect(await port.exit).toBe(1)
    expect(port.err()).toContain(`Port ${launcher.port} is taken`)
  })

  it.each(['web', 'worker', 'postgres'] as const)('is up again after kill -9 of %s', async (name) => {
    const before = childrenOf(launcher.pid)[name]?.pid ?? 0
    process.kill(before, 'SIGKILL')
    await until(() => {
      const now = childrenOf(launcher.pid)[name]?.pid
      return now && now !== before
    })
    await until(() => healthy(launcher.port))
  })

  it('leaves no process after a signal, and ends with 0', async () => {
    const before = childrenOf(launcher.pid).own.map(({ pid }) => pid)
    expect(before.length).toBeGreaterThan(2)
    launcher.child.kill('SIGINT')
    expect(await launcher.exit).toBe(0)
    const left = processes().filter(
      ({ pid, command, environment }) => before.includes(pid) || (command + environment).includes(folder),
    )
    expect(left.map(({ command }) => command)).toEqual([])
  })

  it('leaves no process after kill -9 of itself, and starts again', async () => {
    const first = await start({ CUTOVER_DATA: folder })
    await ready(first)
    process.kill(first.pid, 'SIGKILL')
    await until(() => !processes().some(({ command, environment }) => (command + environment).includes(folder)))
    const second = await start({ CUTOVER_DATA: folder })
    await ready(second)
    expect(await healthy(second.port)).toBe(true)
  })

  it('works on a PostgreSQL of the person’s own, with a role of its own for the web', async () => {
    const database = await startTestDatabase()
    const started = await start({
      CUTOVER_DATA: newFolder(),
      DATABASE_URL: database.ownerUrl,
      DATABASE_WEB_URL: database.webUrl,
    })
    await ready(started)
    const { web, worker, postgres } = childrenOf(started.pid)
    expect(web?.environment).toContain(`CUTOVER_DATABASE_URL=${database.webUrl}\0`)
    expect(worker?.environment).toContain(`CUTOVER_DATABASE_URL=${database.ownerUrl}\0`)
    expect(postgres).toBe(undefined)
    started.child.kill('SIGTERM')
    expect(await started.exit).toBe(0)
    await database.stop()
  })
})

describe('npm start that cannot work', () => {
  it.each([
    [
      'a database that is not there',
      { DATABASE_URL: 'postgresql://me:hidden@127.0.0.1:1/x' },
      /DATABASE_URL postgresql:\/\/me@127\.0\.0\.1:1\/x cannot be reached/,
    ],
    ['no port', { PORT: 'http' }, /PORT is "http"/],
    ['a data folder in a file', { CUTOVER_DATA: '/dev/null/x' }, /The data folder \/dev\/null\/x is not a folder/],
  ])('says so: %s', async (_, env, message) => {
    const { exit, err, out } = await start({ CUTOVER_DATA: newFolder(), ...env })
    expect(await exit).toBe(1)
    expect(err()).toMatch(message)
    expect(err()).not.toMatch(/hidden| at .*\.ts:/)
    expect(out()).toBe('')
  })
})

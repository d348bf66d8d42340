// One PostgreSQL server of our own: its folder, its process, its superuser.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PlainError } from '../../bin/setup/plain-error.mjs'
import { type DatabaseUser, databaseUser } from './database-user'
import { freePort } from './free-port'
import { guardProcess } from './guard-process'
import { lastLines } from './last-lines'
import { type PostgresBinaries, postgresBinaries, postgresEnvironment } from './postgres-binaries'
import { postmasterFile, stopLeftover } from './postmaster-file'
import { requireReachable } from './require-reachable'

export type PostgresCluster = {
  pid: number
  port: number
  superuserPassword: string
  /** Resolves when the server's process has ended, wished or not. */
  exited: Promise<void>
  stop: () => Promise<void>
}

type Options = { folder: string; port: number; durable?: boolean }
type Prepared = { folder: string; user: DatabaseUser | null; binaries: PostgresBinaries; password: string }

function readOrMakePassword(file: string) {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = randomBytes(24).toString('base64url')
  const draft = `${file}.draft`
  writeFileSync(draft, `${password}\n`, { mode: 0o600 })
  renameSync(draft, file)
  return password
}

function prepare(dataFolder: string): Prepared {
  const user = databaseUser()
  const folder = path.join(dataFolder, 'postgres')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user) {
    // The user only passes through the data folder; what lies in it is 0600.
    chmodSync(dataFolder, 0o711)
    chownSync(folder, user.uid, user.gid)
    requireReachable(folder, user)
  }
  const password = readOrMakePassword(path.join(dataFolder, 'postgres-superuser'))
  const prepared = { folder, user, binaries: postgresBinaries(folder, user), password }
  if (!existsSync(path.join(folder, 'cluster'))) makeCluster(prepared)
  return prepared
}

function makeCluster({ folder, user, binaries, password }: Prepared) {
  const draft = path.join(folder, 'cluster.draft')
  const passwordFile = path.join(folder, 'initdb-password')
  rmSync(draft, { recursive: true, force: true })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  try {
    const made = spawnSync(
      binaries.initdb,
      [
        ...['-D', draft, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'],
        // The same order of text on every machine, whatever its locales.
        ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ],
      { ...(user ? { uid: user.uid, gid: user.gid } : {}), cwd: folder, env: postgresEnvironment, encoding: 'utf8' },
    )
    if (made.status !== 0) {
      const said = `${made.stdout ?? ''}${made.stderr ?? ''}${made.error?.message ?? ''}`
      if (noSpace.test(said)) throw diskFull(folder)
      if (/could not look up effective user ID/.test(said)) {
        throw new PlainError(
          `This user (id ${process.getuid?.()}) has no name on this machine, and PostgreSQL refuses to run so. ` +
            'Add it to /etc/passwd, start as another user, or set DATABASE_URL to a PostgreSQL of your own.',
        )
      }
      throw new PlainError(`PostgreSQL's files could not be made in ${folder}:\n${said.trim()}`)
    }
    renameSync(draft, path.join(folder, 'cluster'))
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

const noSpace = /No space left on device|Check free disk space|ENOSPC/

const diskFull = (folder: string) =>
  new PlainError(
    `The disk that holds ${folder} is full, so PostgreSQL cannot run. Nothing was lost: free some space, then start again.`,
  )

/**
 * Starts the server of `folder` (made when missing) on 127.0.0.1 and waits until it takes connections. A server that a killed
 * launcher left behind is stopped first. `port` is kept when free, else another is taken.
 * Fails with a plain error: folder unreachable for the database's user, disk full, or the end of the server's own log.
 */
export async function startCluster({
  folder: dataFolder,
  port: wished,
  durable = true,
}: Options): Promise<PostgresCluster> {
  const prepared = prepare(dataFolder)
  const { folder, user, password } = prepared
  const cluster = path.join(folder, 'cluster')
  await stopLeftover(cluster)
  const logFile = path.join(folder, 'server.log')
  let said = ''
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const port = (attempt === 0 && wished ? await freePort(wished) : null) ?? (await freePort(0)) ?? 0
    const child = launch(prepared, cluster, port, logFile, durable)
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
    if (await ready(child, cluster)) {
      const pid = child.pid ?? 0
      const guard = guardProcess(pid, 'INT', user)
      exited.then(guard.dismiss)
      return { pid, port, superuserPassword: password, exited, stop: () => stop(child, exited) }
    }
    await exited
    said = lastLines(logFile, 15)
    if (noSpace.test(said)) throw diskFull(folder)
    // Another program took the port, or the processes of a killed server still hold its memory: both pass.
    if (!/could not bind|Address already in use|shared memory block|could not create any TCP/.test(said)) break
    await sleep(300)
  }
  throw new PlainError(`PostgreSQL did not start. The end of ${logFile}:\n${said}`)
}

function launch(
  { user, binaries }: Prepared,
  cluster: string,
  port: number,
  logFile: string,
  durable: boolean,
): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and the details of an error can hold what a person typed: neither belongs in a log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const log = openSync(logFile, 'w', 0o600)
  try {
    return spawn(
      binaries.postgres,
      ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...(user ? { uid: user.uid, gid: user.gid } : {}),
        cwd: cluster,
        env: postgresEnvironment,
        stdio: ['ignore', log, log],
        // Its own process group: Ctrl-C goes to the launcher, which stops its children in order.
        detached: true,
      },
    )
  } finally {
    closeSync(log)
  }
}

async function ready(child: ChildProcess, cluster: string) {
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const found = postmasterFile(cluster)
    if (found?.pid === child.pid && found.status === 'ready') return true
    await sleep(20)
  }
  return false
}

async function stop(child: ChildProcess, exited: Promise<void>) {
  // Fast shutdown (server-shutdown in the manual): open transactions are rolled back, a checkpoint is written.
  child.kill('SIGINT')
  const late = new AbortController()
  const grace = sleep(20_000, 'late', { signal: late.signal, ref: false }).catch(() => 'done')
  if ((await Promise.race([exited, grace])) === 'late') child.kill('SIGQUIT')
  late.abort()
  await exited
}

// `npm run web` and `npm run worker`: one process of Cutover on a PostgreSQL that others share.
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { PlainError } from '../../bin/setup/plain-error.mjs'
import { webEnvironment, workerEnvironment } from './child-environments'
import { plainDatabaseError } from './database-error'
import { checkExternalDatabase } from './external-database'
import { type LaunchSettings, launchSettings } from './launch-settings'
import { migrate, migrationNames } from './migrate'
import { nodeFlags } from './node-flags'
import { makeSignInLink } from './sign-in-link'
import { waitUntilHealthy } from './wait-until-healthy'

const here = path.dirname(fileURLToPath(import.meta.url))
const migrationsWait = 60_000

type One = { name: 'web' | 'worker'; root: string; from: string }
type External = NonNullable<LaunchSettings['external']>

/**
 * Runs one web or one worker until a signal or its own end; resolves to its exit code. Its output is this process's. The
 * worker migrates the database; the web waits up to a minute until somebody has. Fails with a plain error: no DATABASE_URL,
 * a worker without GITLAB_URL, database unreachable, newer than the code, or a superuser's role for the web.
 */
export async function runOne({ name, root, from }: One): Promise<number> {
  const settings = launchSettings(root, from, process.env)
  const { external, demo, dataFolder, port } = settings
  if (!external) {
    throw new PlainError(
      `npm run ${name} needs DATABASE_URL, the PostgreSQL that all processes share. On one machine, npm start brings its own.`,
    )
  }
  if (name === 'worker' && demo) {
    throw new PlainError('npm run worker needs GITLAB_URL. The demo GitLab belongs to npm start.')
  }
  const origin = `http://127.0.0.1:${port}`
  const about = { dataFolder, demo: false, origin, from }
  if (name === 'worker') {
    const database = await migrated(root, external)
    return ended(child('worker', root, [], workerEnvironment(process.env, about, database, null)))
  }
  const database = external.webUrl ?? external.ownerUrl
  await checkExternalDatabase(database, database)
  await untilMigrated(root, database)
  const web = child('web', root, [root, String(port)], webEnvironment(process.env, about, database))
  const over = new AbortController()
  web.once('exit', () => over.abort())
  if ((await waitUntilHealthy(origin, over.signal, console.error)) === true) {
    console.log(`Cutover is ready: ${await makeSignInLink(database, origin)}`)
  }
  return ended(web)
}

async function migrated(root: string, { ownerUrl, webUrl }: External): Promise<string> {
  const { webRole } = await checkExternalDatabase(ownerUrl, webUrl === ownerUrl ? null : webUrl)
  await migrate(ownerUrl, path.join(root, 'prisma', 'migrations'), webRole ? [webRole] : [])
  return ownerUrl
}

/** The web's role may not change the schema, so it waits for a worker that does. */
async function untilMigrated(root: string, url: string): Promise<void> {
  const wanted = migrationNames(path.join(root, 'prisma', 'migrations'))
  for (let waited = 0; ; waited += 500) {
    const missing = await missingMigrations(url, wanted)
    if (missing.length === 0) return
    if (waited >= migrationsWait) {
      throw new PlainError(
        `The database lacks ${missing.join(', ')}. Start a worker of this version first: npm run worker migrates the database.`,
      )
    }
    if (waited === 0) console.error('Waiting until a worker has migrated the database.')
    await sleep(500)
  }
}

async function missingMigrations(url: string, wanted: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ name: string }>(
      'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    )
    return wanted.filter((name) => !rows.some((row) => row.name === name))
  } catch (error) {
    // Before the first migration there is no such table, or no right to read it yet.
    if (error instanceof pg.DatabaseError && (error.code === '42P01' || error.code === '42501')) return [...wanted]
    throw plainDatabaseError(error, url)
  } finally {
    await client.end().catch(() => {})
  }
}

function child(name: One['name'], root: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const started = spawn(process.execPath, [...nodeFlags(name), path.join(here, `${name}-child.mjs`), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => started.kill(signal))
  return started
}

/** Ended by a signal that was passed on is ended well. */
function ended(started: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    if (started.exitCode !== null || started.signalCode !== null) resolve(started.exitCode ?? 0)
    else started.once('exit', (code) => resolve(code ?? 0))
  })
}

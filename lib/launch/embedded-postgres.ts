// The PostgreSQL that Cutover brings along, with one database and three roles that are no superuser.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { plainDatabaseError } from './database-error'
import { type PostgresCluster, startCluster } from './postgres-cluster'

export type DatabaseUrls = { ownerUrl: string; workerUrl: string; webUrl: string }
export type EmbeddedPostgres = DatabaseUrls & Pick<PostgresCluster, 'pid' | 'exited' | 'stop'>

export const roles = { owner: 'cutover_owner', worker: 'cutover_worker', web: 'cutover_web' } as const
type Passwords = Record<keyof typeof roles, string>
type Stored = { port: number; passwords: Passwords }

const storeOf = (dataFolder: string) => path.join(dataFolder, 'postgres-roles.json')

function stored(dataFolder: string): Stored {
  const file = storeOf(dataFolder)
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  const password = () => randomBytes(24).toString('base64url')
  return { port: 0, passwords: { owner: password(), worker: password(), web: password() } }
}

function store(dataFolder: string, value: Stored) {
  const draft = `${storeOf(dataFolder)}.draft`
  writeFileSync(draft, `${JSON.stringify(value)}\n`, { mode: 0o600 })
  renameSync(draft, storeOf(dataFolder))
}

function urls({ port, passwords }: Stored, database: string): DatabaseUrls {
  const url = (role: keyof typeof roles) =>
    `postgresql://${roles[role]}:${passwords[role]}@127.0.0.1:${port}/${database}`
  return { ownerUrl: url('owner'), workerUrl: url('worker'), webUrl: url('web') }
}

/** The addresses of the database whose server another process of this data folder runs. */
export function storedUrls(dataFolder: string): DatabaseUrls | null {
  return existsSync(storeOf(dataFolder)) ? urls(stored(dataFolder), 'cutover') : null
}

async function makeRoles(client: pg.Client, passwords: Passwords) {
  for (const key of ['owner', 'worker', 'web'] as const) {
    const role = roles[key]
    const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
    if (found.rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN`)
    await client.query(
      `ALTER ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${client.escapeLiteral(passwords[key])}`,
    )
  }
}

/** Makes, unless it exists, a database that only our roles may enter, owned by the one that migrates, as a copy of `template`. */
export async function createDatabase(client: pg.Client, name: string, template?: string): Promise<void> {
  const quoted = client.escapeIdentifier(name)
  const from = template ? ` TEMPLATE ${client.escapeIdentifier(template)}` : ''
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
  if (found.rowCount === 0) await client.query(`CREATE DATABASE ${quoted} OWNER ${roles.owner}${from}`)
  await client.query(`REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`)
  await client.query(`GRANT CONNECT ON DATABASE ${quoted} TO ${roles.owner}, ${roles.worker}, ${roles.web}`)
}

/** A server with the three roles and no database yet; `asSuperuser` is for the process that made it and leaves it never. */
export async function startServerWithRoles(dataFolder: string, durable: boolean) {
  const kept = stored(dataFolder)
  const cluster = await startCluster({ folder: dataFolder, port: kept.port, durable })
  const now = { ...kept, port: cluster.port }
  const asSuperuser = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({
      host: '127.0.0.1',
      port: cluster.port,
      user: 'postgres',
      password: cluster.superuserPassword,
      database: 'postgres',
    })
    client.on('error', () => {})
    try {
      await client.connect()
      return await work(client)
    } catch (error) {
      throw plainDatabaseError(error, `postgresql://127.0.0.1:${cluster.port}/postgres`, 'The embedded PostgreSQL')
    } finally {
      await client.end().catch(() => {})
    }
  }
  try {
    store(dataFolder, now)
    await asSuperuser(async (client) => {
      await makeRoles(client, now.passwords)
      await client.query('REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC')
    })
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return { ...cluster, asSuperuser, urlsOf: (database: string) => urls(now, database) }
}

/**
 * Starts the PostgreSQL of a data folder (made at the first start) and resolves to the addresses of its database `cutover`
 * for the three roles. Passwords and port stay in the folder, 0600. The caller holds the folder's lock.
 * Fails with a plain error as `startCluster` does.
 */
export async function startEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  const { pid, exited, stop, asSuperuser, urlsOf } = await startServerWithRoles(dataFolder, true)
  try {
    await asSuperuser((client) => createDatabase(client, 'cutover'))
  } catch (error) {
    await stop()
    throw error
  }
  return { ...urlsOf('cutover'), pid, exited, stop }
}

// The embedded PostgreSQL: kept over restarts and kills, and nobody's superuser but its own.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres, storedUrls } from './embedded-postgres'
import { checkExternalDatabase } from './external-database'
import { startCluster } from './postgres-cluster'

let folder: string
const running: Pick<EmbeddedPostgres, 'stop'>[] = []

async function start() {
  const server = await startEmbeddedPostgres(folder)
  running.push(server)
  return server
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cutover-embedded-'))
})
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

const port = (url: string) => new URL(url).port

describe('startEmbeddedPostgres', () => {
  it('keeps rows, port and passwords over a stop', async () => {
    const first = await start()
    await query(first.ownerUrl, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (7);')
    await first.stop()
    await first.exited
    const second = await start()
    expect(second.ownerUrl).toBe(first.ownerUrl)
    expect(storedUrls(folder)).toMatchObject({ webUrl: second.webUrl })
    expect(await query(second.ownerUrl, 'SELECT id FROM kept')).toEqual([{ id: 7 }])
  })

  it('starts again after kill -9, with what was committed', async () => {
    const first = await start()
    await query(first.ownerUrl, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (7);')
    process.kill(first.pid, 'SIGKILL')
    await first.exited
    const second = await start()
    expect(await query(second.ownerUrl, 'SELECT id FROM kept')).toEqual([{ id: 7 }])
  })

  it('ends a server that a killed launcher left behind, instead of running two on one folder', async () => {
    const first = await start()
    const second = await start()
    await first.exited
    expect(port(second.ownerUrl)).toBe(port(first.ownerUrl))
    expect(await query(second.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('starts although postmaster.pid names a process that is another program by now', async () => {
    const first = await start()
    const file = path.join(folder, 'postgres', 'cluster', 'postmaster.pid')
    const text = readFileSync(file, 'utf8')
    process.kill(first.pid, 'SIGKILL')
    await first.exited
    writeFileSync(file, text.replace(/^\d+/, String(process.pid)))
    const second = await start()
    expect(await query(second.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('keeps every password where only its user can read it, and gives none to the server process', async () => {
    const server = await start()
    for (const name of ['postgres-superuser', 'postgres-roles.json']) {
      expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600)
    }
    const superuser = readFileSync(path.join(folder, 'postgres-superuser'), 'utf8').trim()
    expect(Object.values(server).join(' ')).not.toContain(superuser)
    if (process.platform === 'linux') {
      const names = readFileSync(`/proc/${server.pid}/environ`, 'utf8')
        .split('\0')
        .map((entry) => entry.split('=')[0])
      const own = ['NODE_ENV', 'PATH', 'LC_ALL', 'TZ', 'PGDATA', 'PG_GRANDPARENT_PID', 'OLDPWD', 'PWD', '']
      expect(names.filter((name) => !own.includes(name ?? ''))).toEqual([])
    }
  })

  it('has roles that are no superuser and cannot become one', async () => {
    const { ownerUrl, workerUrl, webUrl } = await start()
    for (const url of [ownerUrl, workerUrl, webUrl]) {
      expect(
        await query(url, 'SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user'),
      ).toEqual([{ rolsuper: false, rolcreaterole: false, rolcreatedb: false }])
      await expect(query(url, 'SET ROLE postgres')).rejects.toThrow(/permission denied/)
    }
    await expect(query(webUrl, 'SET ROLE cutover_owner')).rejects.toThrow(/permission denied/)
    await expect(query(webUrl.replace(/\/cutover$/, '/postgres'), 'SELECT 1')).rejects.toThrow(/permission denied/)
  })
})

describe('checkExternalDatabase', () => {
  it('refuses a superuser for the web, with the SQL that makes the right roles', async () => {
    const server = await start()
    await server.stop()
    const cluster = await startCluster({ folder, port: 0 })
    running.push(cluster)
    const superuser = `postgresql://postgres:${cluster.superuserPassword}@127.0.0.1:${cluster.port}/cutover`
    const error = await checkExternalDatabase(superuser, superuser).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ plain: true, message: expect.stringMatching(/"postgres", which is a superuser/) })
    expect(String(error)).toContain('CREATE ROLE cutover_web LOGIN')
    expect(String(error)).not.toContain(cluster.superuserPassword)
    const web = new URL(server.webUrl)
    web.port = String(cluster.port)
    expect(await checkExternalDatabase(superuser, web.href)).toEqual({ webRole: 'cutover_web' })
  })
})

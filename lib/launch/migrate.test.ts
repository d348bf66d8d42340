// Migrations: applied once, in order, recorded as Prisma records them; what does not fit is refused.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import PgBoss from 'pg-boss'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from './migrate'
import { startTestDatabase, type TestDatabase } from './test-database'

let database: TestDatabase
let folder: string

// The test database is migrated already, so these tests use schemas of their own.
function inSchema(url: string, schema: string) {
  const found = new URL(url)
  found.searchParams.set('options', `-c search_path=${schema}`)
  return found.href
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

function write(name: string, sql: string) {
  mkdirSync(path.join(folder, name), { recursive: true })
  writeFileSync(path.join(folder, name, 'migration.sql'), sql)
}

beforeAll(async () => {
  database = await startTestDatabase()
})
afterAll(() => database?.stop())
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cutover-migrations-'))
  return () => rmSync(folder, { recursive: true, force: true })
})

let schemas = 0
async function freshSchema() {
  schemas += 1
  await query(database.ownerUrl, `CREATE SCHEMA case_${schemas}`)
  return inSchema(database.ownerUrl, `case_${schemas}`)
}

describe('migrate', () => {
  it('applies what is missing, in the order of the names, and nothing the second time', async () => {
    const url = await freshSchema()
    write('0002_second', 'ALTER TABLE thing ADD COLUMN note text;')
    write('0001_first', 'CREATE TABLE thing (id int PRIMARY KEY);')
    expect(await migrate(url, folder)).toEqual(['0001_first', '0002_second'])
    write('0003_third', 'INSERT INTO thing VALUES (1, $$one$$);')
    expect(await migrate(url, folder)).toEqual(['0003_third'])
    expect(await migrate(url, folder)).toEqual([])
    expect(await query(url, 'SELECT * FROM thing')).toEqual([{ id: 1, note: 'one' }])
  })

  it('records the sha256 of the file and a finished step, as Prisma does', async () => {
    const url = await freshSchema()
    write('0001_first', 'CREATE TABLE thing (id int);')
    await migrate(url, folder)
    const rows = await query(
      url,
      'SELECT checksum, finished_at IS NOT NULL AS finished, applied_steps_count AS steps FROM _prisma_migrations',
    )
    expect(rows).toEqual([
      { checksum: createHash('sha256').update('CREATE TABLE thing (id int);').digest('hex'), finished: true, steps: 1 },
    ])
  })

  it('lets several processes start at once', async () => {
    const url = await freshSchema()
    write('0001_first', 'CREATE TABLE thing (id int); SELECT pg_sleep(0.2);')
    const all = await Promise.all([1, 2, 3, 4].map(() => migrate(url, folder)))
    expect(all.flat()).toEqual(['0001_first'])
  })

  it('leaves nothing behind of a migration that fails half-way', async () => {
    const url = await freshSchema()
    write('0001_first', 'CREATE TABLE thing (id int); SELECT 1 / 0;')
    await expect(migrate(url, folder)).rejects.toThrow(/0001_first" failed and was rolled back: division by zero/)
    write('0001_first', 'CREATE TABLE thing (id int);')
    expect(await migrate(url, folder)).toEqual(['0001_first'])
  })

  it('refuses a database that is newer than the code', async () => {
    const url = await freshSchema()
    write('0001_first', 'CREATE TABLE thing (id int);')
    write('0002_later', 'CREATE TABLE later (id int);')
    await migrate(url, folder)
    rmSync(path.join(folder, '0002_later'), { recursive: true })
    await expect(migrate(url, folder)).rejects.toMatchObject({
      plain: true,
      message: expect.stringMatching(/newer than the code.*0002_later/),
    })
  })

  it('refuses when a migration was changed after it was applied', async () => {
    const url = await freshSchema()
    write('0001_first', 'CREATE TABLE thing (id int);')
    await migrate(url, folder)
    write('0001_first', 'CREATE TABLE thing (id bigint);')
    await expect(migrate(url, folder)).rejects.toThrow(/is not the one that this database has applied/)
  })

  it('says which address it cannot reach, without the password', async () => {
    const error = await migrate('postgresql://me:hidden-word@127.0.0.1:1/none', folder).catch(
      (caught: unknown) => caught,
    )
    expect(String(error)).toContain('postgresql://me@127.0.0.1:1/none cannot be reached')
    expect(String(error)).not.toContain('hidden-word')
  })
})

describe('the roles of worker and web', () => {
  it('may make and use queues, and rows of tables, but no table', async () => {
    for (const url of [database.workerUrl, database.webUrl]) {
      const boss = new PgBoss({
        connectionString: url,
        schema: 'pgboss',
        migrate: false,
        supervise: false,
        schedule: false,
      })
      await boss.start()
      const queue = `queue-of-${new URL(url).username}`
      await boss.createQueue(queue)
      expect(await boss.send(queue, { id: 1 })).toBeTruthy()
      expect(await boss.fetch(queue)).toHaveLength(1)
      await boss.stop({ graceful: false, wait: true })
      await expect(query(url, 'CREATE TABLE public.mine (id int)')).rejects.toThrow(/permission denied/)
      await expect(query(url, 'DELETE FROM public._prisma_migrations')).rejects.toThrow(/permission denied/)
    }
  })

  it('are no superusers, so they cannot read files or environments through SQL', async () => {
    await expect(query(database.webUrl, "SELECT pg_read_file('/proc/self/environ')")).rejects.toThrow(
      /permission denied/,
    )
    await expect(query(database.webUrl, "COPY (SELECT 1) TO PROGRAM 'env'")).rejects.toThrow(/permission denied/)
  })
})

// The command's database: the one in use, the person's own, or one started for this run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { dataFolderHolder, lockDataFolder } from './data-folder'
import { openDatabase } from './open-database'
import { startDatabase } from './start-database'
import { startTestDatabase } from './test-database'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
let folder: string
const stops: (() => unknown)[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cutover-open-'))
})
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
  rmSync(folder, { recursive: true, force: true })
})

async function roleAt(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query(
      'SELECT current_user AS role, (SELECT count(*)::int FROM sign_in_token) AS tokens',
    )
    return rows[0]
  } finally {
    await client.end()
  }
}

const open = (env: Record<string, string>, tell: (message: string) => void = () => {}) =>
  openDatabase({ root, from: folder, env, tell })

it('uses DATABASE_URL when it is set, and leaves the data folder alone', async () => {
  const database = await startTestDatabase()
  stops.push(database.stop)
  const opened = await open({ DATABASE_URL: database.ownerUrl, CUTOVER_DATA: folder })
  expect(opened).toMatchObject({ url: database.ownerUrl, shared: true })
  expect(dataFolderHolder(folder)).toBe(null)
})

it('starts the embedded one under the folder’s lock, and lets the next run wait for it', async () => {
  const first = await open({ CUTOVER_DATA: folder })
  expect(first.shared).toBe(false)
  expect(await roleAt(first.url)).toEqual({ role: 'cutover_worker', tokens: 0 })
  expect(dataFolderHolder(folder)).toMatchObject({ pid: process.pid, kind: 'command' })
  const told: string[] = []
  const second = open({ CUTOVER_DATA: folder }, (message) => told.push(message))
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(told).toEqual([expect.stringContaining(`process ${process.pid}`)])
  await first.stop()
  const opened = await second
  stops.push(opened.stop)
  expect(await roleAt(opened.url)).toEqual({ role: 'cutover_worker', tokens: 0 })
})

it('uses the database of the npm start that holds the folder', async () => {
  const lock = lockDataFolder(folder, { kind: 'launcher', database: 'embedded' })
  stops.push(() => lock.release?.())
  const running = await startDatabase({ root, dataFolder: folder, external: null })
  stops.push(running.stop)
  const opened = await open({ CUTOVER_DATA: folder })
  expect(opened).toMatchObject({ url: running.workerUrl, shared: true })
  await opened.stop()
  expect(await roleAt(opened.url)).toMatchObject({ role: 'cutover_worker' })
})

it('asks for DATABASE_URL when that npm start uses one', async () => {
  const lock = lockDataFolder(folder, { kind: 'launcher', database: 'external' })
  stops.push(() => lock.release?.())
  await expect(open({ CUTOVER_DATA: folder })).rejects.toThrow(/Set the same DATABASE_URL for this command/)
})

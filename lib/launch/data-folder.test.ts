// The data folder: one Cutover at a time, and plain words where it cannot be used.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { dataFolderHolder, inUse, lockDataFolder } from './data-folder'
import { databaseUser } from './database-user'
import { requireReachable } from './require-reachable'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cutover-data-'))
  return () => rmSync(folder, { recursive: true, force: true })
})

it('is held by one, who is named with process and address, and is free again after', () => {
  const lock = lockDataFolder(folder, { address: 'http://127.0.0.1:3000' })
  const second = lockDataFolder(folder)
  expect(second.holder).toMatchObject({ pid: process.pid, address: 'http://127.0.0.1:3000' })
  if (second.holder) expect(inUse(folder, second.holder).message).toMatch(/It is at http:\/\/127\.0\.0\.1:3000/)
  lock.release?.()
  expect(dataFolderHolder(folder)).toBe(null)
  expect(lockDataFolder(folder).release).toBeTypeOf('function')
})

it('is free when its holder was killed', () => {
  const gone = { pid: 2 ** 22 - 1, startTime: '1', since: '' }
  writeFileSync(path.join(folder, 'cutover.lock'), JSON.stringify(gone))
  expect(lockDataFolder(folder).release).toBeTypeOf('function')
})

it('may lie several folders deep, and is closed to others', () => {
  const deep = path.join(folder, 'a', 'b')
  lockDataFolder(deep).release?.()
  expect(statSync(deep).mode & 0o066).toBe(0)
})

it('says so when a file is in the way', () => {
  writeFileSync(path.join(folder, 'file'), '')
  expect(() => lockDataFolder(path.join(folder, 'file'))).toThrow(/is not a folder: a file is in the way/)
  expect(() => lockDataFolder(path.join(folder, 'file', 'below'))).toThrow(/is not a folder: a file is in the way/)
})

it('says so when it cannot be written', () => {
  // Refused to root as well.
  if (process.platform === 'linux') expect(() => lockDataFolder('/proc/cutover')).toThrow(/cannot be written/)
  expect(() => lockDataFolder('/dev/null/cutover')).toThrow(/CUTOVER_DATA/)
})

it.runIf(process.getuid?.() === 0)('names the folder that keeps the database’s user out', () => {
  const user = databaseUser()
  if (!user) throw new Error('root has a database user')
  // mkdtemp makes folders that only their owner may enter.
  expect(() => requireReachable(path.join(folder, 'postgres'), user)).toThrow(new RegExp(`cannot enter ${folder},`))
})

// When the worker starts a scan by itself.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { closeDatabase, database } from '@/lib/db/database'
import { updateScan } from '@/lib/db/scan-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { requestScan } from './request-scan'
import { scanInterval, scanIsDue } from './scan-schedule'

let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
})
afterEach(async () => {
  delete process.env.CUTOVER_SCAN_EVERY
  await database().scan.deleteMany()
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})

it('reads minutes, hours and days, and nothing else', () => {
  const texts = ['30m', ' 6h ', '1d', '', 'off', '0h', '6', 'h', '6 hours', '-1h', '1.5h', '99999d']
  expect(texts.map((text) => scanInterval(text))).toEqual([
    30 * 60_000,
    6 * 3_600_000,
    86_400_000,
    null,
    null,
    ...Array<undefined>(7).fill(undefined),
  ])
})

it('is never due when nothing is set, and at once when nothing was scanned yet', async () => {
  expect(await scanIsDue()).toBe(false)
  process.env.CUTOVER_SCAN_EVERY = '6h'
  expect(await scanIsDue()).toBe(true)
})

it('is due so long after the last one was asked for, and never while one waits or runs', async () => {
  process.env.CUTOVER_SCAN_EVERY = '6h'
  const id = await requestScan('test')
  const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)
  expect(await scanIsDue(later(100))).toBe(false)
  await updateScan(id, { state: 'failed', finishedAt: new Date() })
  expect([await scanIsDue(later(5.9)), await scanIsDue(later(6.1))]).toEqual([false, true])
})

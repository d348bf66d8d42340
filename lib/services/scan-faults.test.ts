// A GitLab that misbehaves during the whole scan: nothing is gone, nothing is there twice, what failed is named.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Fault } from '@/e2e/demo-gitlab/http/faults'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { closeDatabase, database } from '@/lib/db/database'
import { findScan } from '@/lib/db/scan-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { findFiltered } from './query-inventory'
import { requestScan } from './request-scan'
import { runScan } from './run-scan'

// Whole scans, some of which wait as they are told to.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let demo: DemoGitlab
let stored: TestDatabase
beforeAll(async () => {
  ;[demo, stored] = await Promise.all([startDemoGitlab({ noValues: true }), startTestDatabase()])
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  process.env.GITLAB_URL = demo.url
  process.env.GITLAB_TOKEN = demo.tokens.admin
})
afterAll(async () => {
  await closeDatabase()
  await Promise.all([demo.close(), stored.stop()])
})

async function scan() {
  const id = await requestScan('test')
  await runScan(id)
  const found = await findScan(id)
  if (!found) throw new Error('the scan is not there')
  return found
}

async function ids(filter = '') {
  const { rows } = await findFiltered(filter)
  return rows.map((row) => row.id).sort()
}

const kinds = ['429', '500', '502', '503', 'hang', 'truncated', 'html', 'redirect', 'drift'] as const
/** Pages of a group, what is asked project by project of every tenth, and the schedules of another group. */
const faults = (kind: (typeof kinds)[number], count?: number): Fault[] =>
  [
    { body: 'query (projects|group|descendants)\\(.*"path":"data' },
    { body: 'query schedules\\(.*"path":"payments' },
    { path: '/projects/\\d*5/' },
    { path: '/groups/[^?]*/protected_environments' },
  ].map((where) => ({ ...where, kind, retryAfter: 0, by: -1, ...(count === undefined ? {} : { count }) }))
let whole: string[] = []

beforeAll(async () => {
  await scan()
  whole = await ids()
})
beforeEach(async () => {
  // Everything is read anew.
  await database().estatePart.deleteMany({ where: { kind: 'ci_basis' } })
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** A request that hangs is given up soon, so that the test does not take as long as the real limit. */
const impatient = (kind: string) => {
  const timeout = AbortSignal.timeout
  if (kind === 'hang') vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout.call(AbortSignal, 1000))
}

it.each(kinds)('%s: nothing is gone, nothing is there twice, and what failed is named', async (kind) => {
  demo.setFaults(faults(kind))
  impatient(kind)
  const done = await scan()
  expect(await ids('state:gone')).toEqual([])
  expect(await ids()).toEqual(whole)
  const ended = kind === 'html' || kind === 'redirect'
  expect(done.state).toBe(ended ? 'failed' : 'done')
  // Where pages of REST slip nothing fails, and nothing of this estate has two of them.
  expect(done.complete).toBe(kind === 'drift')
  expect(done.gaps.length > 0 || (done.message ?? '').length > 0).toBe(kind !== 'drift')
})

it.each(kinds)('%s a few times: the next scan has it all', async (kind) => {
  demo.setFaults(faults(kind, 2))
  impatient(kind)
  await scan()
  vi.restoreAllMocks()
  expect(await ids('state:gone')).toEqual([])
  demo.setFaults([])
  const done = await scan()
  expect([done.complete, await ids(), await ids('state:gone')]).toEqual([true, whole, []])
})

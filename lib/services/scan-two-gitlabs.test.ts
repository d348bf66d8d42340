// A scan of two GitLabs with the same paths and numbers: each row once under its own, and one that is down hides none.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { closeDatabase, database } from '@/lib/db/database'
import { loadEstate } from '@/lib/db/estate-repository'
import { findScan } from '@/lib/db/scan-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { loadConnections } from './load-connections'
import { findFiltered } from './query-inventory'
import { requestScan } from './request-scan'
import { runScan } from './run-scan'

const folder = mkdtempSync(path.join(tmpdir(), 'cutover-two-'))
let first: DemoGitlab
let ops: DemoGitlab
let stored: TestDatabase
beforeAll(async () => {
  ;[first, ops, stored] = await Promise.all([
    startDemoGitlab({ noValues: true }),
    startDemoGitlab({ noValues: true }),
    startTestDatabase(),
  ])
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  process.env.GITLAB_URL = first.url
  process.env.GITLAB_TOKEN = first.tokens.read
  process.env.GITLAB_INCLUDE = 'shop'
  process.env.CUTOVER_CONFIG = path.join(folder, 'config.yml')
  writeFileSync(path.join(folder, 'token'), ops.tokens.read)
  writeFileSync(
    process.env.CUTOVER_CONFIG,
    `gitlab:\n  - { name: ops, url: '${ops.url}', token_file: token, groups: [shop] }\n`,
  )
})
afterAll(async () => {
  delete process.env.CUTOVER_CONFIG
  await closeDatabase()
  await Promise.all([first.close(), ops.close(), stored.stop()])
  rmSync(folder, { recursive: true, force: true })
})

async function scan() {
  const id = await requestScan('test')
  await runScan(id)
  return findScan(id)
}

async function ids() {
  const { rows } = await findFiltered('')
  return rows.map(({ id }) => id).sort()
}

const ofOps = (id: string) => id.includes('"ops:')
/** The id that the same variable has in the second GitLab. */
const inOps = (id: string) => {
  const [level, owner, ...rest]: unknown[] = JSON.parse(id)
  return JSON.stringify([level, `ops:${owner ?? ''}`, ...rest])
}

it('finds each row once under its own GitLab, and asks neither for the other’s', async () => {
  const done = await scan()
  expect(done).toMatchObject({ state: 'done', message: null })
  const all = await ids()
  const bare = all.filter((id) => !ofOps(id))
  expect(bare.length).toBeGreaterThan(20)
  expect(all.filter(ofOps)).toEqual(bare.map(inOps).sort())
  expect(new Set(all).size).toBe(all.length)
  const estate = await loadEstate()
  expect(estate?.gitlab.url).toBe(first.url)
  expect(estate?.instances).toMatchObject([{ name: 'ops', url: ops.url, version: estate?.gitlab.version }])
  const paths = (estate?.projects ?? []).map(({ fullPath }) => fullPath)
  expect(paths.filter((one) => one.startsWith('ops:'))).toEqual(
    paths.filter((one) => !one.includes(':')).map((one) => `ops:${one}`),
  )
  expect(ops.requests().some(({ path: asked }) => asked.includes('ops%3A'))).toBe(false)
  const { others } = await loadConnections()
  expect(others.map(({ name, check }) => [name, check?.tokens[0]?.state])).toEqual([['ops', 'works']])
})

it('takes an unchanged configuration of the second over without asking again', async () => {
  ops.clearRequests()
  const before = await loadEstate()
  expect(await scan()).toMatchObject({ state: 'done' })
  const lints = ops.requests().filter(({ path: asked }) => asked.endsWith('/ci/lint'))
  expect(lints.length).toBeLessThan((before?.projects.length ?? 0) / 2 / 2)
  const after = await loadEstate()
  expect(after?.projects.map(({ fullPath, ci }) => [fullPath, ci])).toEqual(
    before?.projects.map(({ fullPath, ci }) => [fullPath, ci]),
  )
  expect(await database().estateMove.count({ where: { what: 'moved' } })).toBe(0)
})

it('keeps what is known of one that is down, says so, and scans the others to the end', async () => {
  const before = await ids()
  const lost =
    first.world.project('shop/api') ??
    [...first.world.projects.values()].find((one) => one.fullPath.startsWith('shop/'))
  if (!lost) throw new Error('no project of shop')
  lost.variables.splice(0)
  ops.setFaults([{ kind: 'html' }])
  const done = await scan()
  expect(done).toMatchObject({ state: 'done', complete: false })
  expect(done?.message).toContain('GitLab ops could not be scanned, and what is known of it stays as it was')
  expect(done?.gaps).toContainEqual({ subject: 'instance', path: 'ops:', part: 'projects', reason: 'failed' })
  const now = await ids()
  expect(now.filter(ofOps)).toEqual(before.filter(ofOps))
  const estate = await loadEstate()
  const gone = Object.keys(estate?.gone ?? {})
  expect(gone.length).toBeGreaterThan(0)
  expect(gone.filter(ofOps)).toEqual([])
  ops.setFaults([])
})

it('scans the second to the end where the first is down', async () => {
  first.setFaults([{ kind: 'html' }])
  const before = await ids()
  const done = await scan()
  first.setFaults([])
  expect(done).toMatchObject({ state: 'done', complete: false })
  expect(done?.message).toContain(`GitLab ${first.url} could not be scanned`)
  expect(await ids()).toEqual(before)
})

it('lets what is configured no more leave the inventory, yet not for a mistake in the file', async () => {
  const before = await ids()
  writeFileSync(path.join(folder, 'config.yml'), 'gitlab:\n  - name: ops\n')
  expect(await scan()).toMatchObject({ state: 'done', complete: false, message: expect.stringContaining('Line 2') })
  expect(await ids()).toEqual(before)
  writeFileSync(path.join(folder, 'config.yml'), 'gitlab: []\n')
  expect(await scan()).toMatchObject({ state: 'done', message: null })
  expect(await ids()).toEqual(before.filter((id) => !ofOps(id)))
})

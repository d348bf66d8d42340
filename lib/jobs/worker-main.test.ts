// The worker as a process that is killed with SIGKILL in the middle of its work and started again.
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { closeDatabase, database } from '@/lib/db/database'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { checkHealth } from '@/lib/services/check-health'
import { exportInventory } from '@/lib/services/export-inventory'
import { findScanSummary } from '@/lib/services/find-scan-summary'
import { listMergeRequests } from '@/lib/services/list-merge-requests'
import { loadRules } from '@/lib/services/load-rules'
import { saveRules } from '@/lib/services/save-rules'
import { enqueueMergeRequests, enqueueScan } from './enqueue'
import { stopJobQueue } from './job-queue'
import { previewMergeRequests } from './preview-merge-requests'

const root = path.resolve(import.meta.dirname, '../..')
const script = `
import { registerTypescript } from ${JSON.stringify(pathToFileURL(path.join(root, 'bin/setup/register-typescript.mjs')).href)}
await registerTypescript()
await import(${JSON.stringify(pathToFileURL(path.join(root, 'lib/jobs/worker-main.ts')).href)})
`

// Each test starts processes, which take their time on a busy machine.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let demo: DemoGitlab
let stored: TestDatabase
const workers: ChildProcess[] = []
beforeAll(async () => {
  ;[demo, stored] = await Promise.all([startDemoGitlab({ latency: 10 }), startTestDatabase()])
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
})
beforeEach(() => demo.setFaults([]))
afterEach(async () => {
  for (const worker of workers.splice(0)) await kill(worker)
})
afterAll(async () => {
  await stopJobQueue()
  await closeDatabase()
  await Promise.all([demo.close(), stored.stop()])
})

function startWorker(more: Record<string, string> = {}): ChildProcess {
  const { PATH, HOME } = process.env
  const worker = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    stdio: 'ignore',
    env: {
      NODE_ENV: 'test',
      PATH,
      HOME,
      CUTOVER_DATABASE_URL: stored.workerUrl,
      GITLAB_URL: demo.url,
      GITLAB_TOKEN: demo.tokens.read,
      GITLAB_WRITE_TOKEN: demo.tokens.write,
      ...more,
    },
  })
  workers.push(worker)
  return worker
}

async function kill(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return
  const gone = new Promise((resolve) => worker.once('exit', resolve))
  worker.kill('SIGKILL')
  await gone
}

async function until<T>(what: string, find: () => Promise<T | null | false>): Promise<T> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const found = await find()
    if (found) return found
    await sleep(50)
  }
  throw new Error(`never came: ${what}`)
}

const over = (id: string) =>
  until('the end of the scan', async () => {
    const scan = await findScanSummary(id)
    return scan && (scan.state === 'done' || scan.state === 'failed') ? scan : null
  })

/** The requests of a scan that a second run must not repeat: all but the start-up check and the heartbeat of merge requests. */
function asked() {
  return (
    demo
      .requests()
      .filter(({ path }) => !/personal_access_tokens|metadata|merge_requests/.test(path))
      // From when on pipelines are asked for goes by the clock.
      .map(({ method, path, query, graphql }) =>
        JSON.stringify([method, path, query, graphql], (name, value) => (name === 'since' ? 'some day' : value)),
      )
  )
}

describe('a killed worker', () => {
  it('leaves a scan that the next one ends with the same inventory, nothing twice, and next to nothing asked again', async () => {
    startWorker()
    const { id } = await enqueueScan('test')
    expect((await over(id)).state).toBe('done')
    expect((await checkHealth()).worker).toBe(true)
    const undisturbed = await text(exportInventory('json', ''))
    const once = asked()
    const history = await database().variableHistory.count()

    demo.clearRequests()
    // So that the second scan reads everything, as the first did.
    await database().estatePart.deleteMany({ where: { kind: 'ci_basis' } })
    const again = await enqueueScan('test')
    await until('the middle of the scan', async () => ((await findScanSummary(again.id))?.done ?? 0) >= 8)
    for (const worker of workers.splice(0)) await kill(worker)
    expect((await findScanSummary(again.id))?.state).toBe('running')
    startWorker()
    const done = await over(again.id)
    expect(done.state).toBe('done')
    expect(await text(exportInventory('json', ''))).toBe(undisturbed)
    const counts = new Map<string, number>()
    for (const request of asked()) counts.set(request, (counts.get(request) ?? 0) + 1)
    expect([...counts.keys()].sort()).toEqual([...new Set(once)].sort())
    // At most the six projects that were being read, each a handful of requests, and the files that several include.
    expect(asked().length - once.length).toBeLessThanOrEqual(60)
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(2)
    expect(await database().variableHistory.count()).toBe(history)
    expect(await database().scan.count({ where: { state: 'done' } })).toBe(2)
    expect(await database().scanItem.count()).toBe(0)
  })

  it('leaves a merge request that the next one opens: one branch, one commit, one request', async () => {
    startWorker()
    if ((await findScanSummary()) === null) await over((await enqueueScan('test')).id)
    const rules = rulesFileSchema.parse({
      version: 1,
      vaults: [{ name: 'main', address: 'https://vault.example.com', audience: 'https://vault.example.com' }],
      mounts: [{ vault: 'main', path: 'ci', engine: 'kv-v2' }],
      tiers: [{ group: 'shop', tier: 'premium' }],
      rules: [
        {
          match: { project: 'shop/web/checkout' },
          target: { path: '{project_path}/{environment}/{protected}/{key}' },
          star: { answer: 'per_environment' },
        },
      ],
    })
    await saveRules(rules, (await loadRules()).version, 'test')
    const { plan, problem } = await previewMergeRequests()
    expect([problem, plan.items.map((item) => item.project)]).toEqual([null, ['shop/web/checkout']])
    demo.clearRequests()
    demo.setFaults({ kind: 'hang', path: '/ci/lint' })
    await enqueueMergeRequests(plan.hash, { rings: [['ci:shop/web/checkout']], perHour: null }, 'test')
    const project = demo.world.project('shop/web/checkout')
    const branches = () => Object.keys(project?.repository.branches ?? {}).filter((name) => name.startsWith('cutover/'))
    await until('the commit', async () => branches().length > 0)
    for (const worker of workers.splice(0)) await kill(worker)
    demo.setFaults([])
    expect((await listMergeRequests())[0]?.state).toBe('opening')
    startWorker()
    await until('the merge request', async () => (await listMergeRequests())[0]?.state === 'open')
    expect(branches()).toEqual([plan.items[0]?.branch])
    expect(project?.mergeRequests.filter((one) => one.sourceBranch.startsWith('cutover/'))).toHaveLength(1)
    const commits = demo.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/commits'))
    expect(commits).toHaveLength(1)
  })
})

describe('a worker', () => {
  it('shares a scan with a second worker: only one of them reads', async () => {
    startWorker()
    startWorker()
    demo.clearRequests()
    const { id } = await enqueueScan('test')
    expect((await over(id)).state).toBe('done')
    expect(new Set(asked()).size).toBe(asked().length)
  })

  it('starts a scan by itself when one is due, and two workers start one', async () => {
    await database().scan.deleteMany()
    startWorker({ CUTOVER_SCAN_EVERY: '1d' })
    startWorker({ CUTOVER_SCAN_EVERY: '1d' })
    const scan = await until('a scan', async () => (await database().scan.findMany())[0] ?? null)
    expect(scan.requestedBy).toBe('schedule')
    expect((await over(scan.id)).state).toBe('done')
    expect(await database().scan.count()).toBe(1)
  })
})

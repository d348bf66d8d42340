// The history of the story estate: read by the worker, resumed, incomplete where GitLab refuses, replayed and accepted.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { closeDatabase, database } from '@/lib/db/database'
import { saveFact } from '@/lib/db/fact-repository'
import { findJobHistories } from '@/lib/db/job-history-repository'
import { findRules } from '@/lib/db/rules-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { acceptLostAccess, withdrawAcceptance } from './accept-lost-access'
import { loadLostAccess } from './load-lost-access'
import { findHistoryReading, requestJobHistory, resumeJobHistory } from './read-job-history'
import { requestScan } from './request-scan'
import { runScan } from './run-scan'
import { saveRules } from './save-rules'

let demo: DemoGitlab
let stored: TestDatabase
beforeAll(async () => {
  ;[demo, stored] = await Promise.all([startDemoGitlab({ noValues: true, canary: 'CANARYVALUE' }), startTestDatabase()])
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  process.env.GITLAB_URL = demo.url
  process.env.GITLAB_TOKEN = demo.tokens.read
  await runScan(await requestScan('test'))
  const { version } = await findRules()
  await saveRules(rules, version, 'test')
})
beforeEach(() => {
  demo.setFaults([])
  demo.clearRequests()
})
afterAll(async () => {
  await closeDatabase()
  await Promise.all([demo.close(), stored.stop()])
})

const rules = rulesFileSchema.parse({
  version: 1,
  vaults: [{ name: 'main', address: 'https://vault.example.com', audience: 'https://vault.example.com' }],
  mounts: [{ vault: 'main', path: 'secret', engine: 'kv-v2' }],
  tiers: [
    { group: 'payments', tier: 'premium' },
    { group: 'shop', tier: 'premium' },
  ],
  rules: [
    { match: { group: 'payments' }, target: {} },
    { match: { group: 'shop' }, target: {}, star: { answer: 'per_environment' } },
  ],
})

async function read() {
  await requestJobHistory('test')
  await resumeJobHistory()
  return findHistoryReading()
}

const all = { state: 'all', project: null, reason: null } as const
async function rows() {
  const found = await loadLostAccess(all, { page: 1, size: 1000 })
  if (!found) throw new Error('nothing is planned')
  return found
}

const graphqlOf = (name: string) => demo.requests().filter(({ graphql }) => graphql?.query.startsWith(`query ${name}`))

describe('a reading', () => {
  it('before it nothing is counted, and every planned project is unread', async () => {
    const found = await rows()
    expect(found).toMatchObject({ reading: null, readAt: null, matching: 0 })
    expect(found.totals.runs).toBe(0)
    expect(found.unread).toContain('payments/core/ledger')
  })

  it('asks only for projects with planned jobs, and for no log, variable or value', async () => {
    expect(await read()).toMatchObject({ state: 'done', message: null })
    const asked = new Set(graphqlOf('jobs').map(({ graphql }) => graphql?.variables.path))
    expect(asked).toContain('payments/core/ledger')
    expect(asked).not.toContain('data/ml/forecast')
    expect(demo.requests().filter(({ path }) => /trace|variables|artifacts/.test(path))).toEqual([])
    expect(demo.requests().filter(({ graphql }) => /\bvalue\b/.test(graphql?.query ?? ''))).toEqual([])
    expect(demo.refusedValues()).toBe(0)
    expect((await rows()).unread).toEqual([])
  })

  it('counts every job that started, and keeps no title, no branch and no name of a person', async () => {
    const histories = await findJobHistories()
    const counted = histories.flatMap(({ runs }) => runs ?? []).reduce((sum, { count }) => sum + count, 0)
    const there = [...demo.world.projects.values()]
      .filter(({ fullPath }) => histories.some(({ project, runs }) => project === fullPath && runs !== null))
      .flatMap(({ pipelines }) => pipelines.flatMap(({ jobs }) => jobs))
    expect(counted).toBe(there.length)
    expect((await rows()).totals.runs).toBe(counted)
    const kept = JSON.stringify(histories)
    for (const word of ['hotfix/iban', 'feat/rounding', 'Mira', 'mira.voss', 'CANARYVALUE'])
      expect(kept).not.toContain(word)
  })

  it('reads who may push also where no job is planned, since a variable of a group reaches there', async () => {
    const histories = await findJobHistories()
    const peopleOnly = histories.filter(({ runs }) => runs === null)
    expect(peopleOnly.length).toBeGreaterThan(0)
    expect(peopleOnly.every(({ people }) => people.members !== null)).toBe(true)
  })

  it('broken off goes on with the projects that are missing', async () => {
    const reading = await read()
    const startedAt = reading?.startedAt ?? ''
    // As a killed worker leaves it: running, with what was read kept.
    await saveFact('job_history_reading', { ...reading, state: 'running', finishedAt: null })
    await database().jobHistory.delete({ where: { project: 'shop/catalog' } })
    demo.clearRequests()
    await resumeJobHistory()
    expect(new Set(graphqlOf('jobs').map(({ graphql }) => graphql?.variables.path))).toEqual(new Set(['shop/catalog']))
    expect(await findHistoryReading()).toMatchObject({ state: 'done', startedAt })
  })

  it('is renewed a day later, and not before', async () => {
    const first = await findHistoryReading()
    const later = (hours: number) => new Date(Date.parse(first?.finishedAt ?? '') + hours * 3_600_000)
    await resumeJobHistory(later(23))
    expect(await findHistoryReading()).toEqual(first)
    await resumeJobHistory(later(25))
    expect(await findHistoryReading()).toMatchObject({ state: 'done', requestedBy: 'every day' })
  })

  it('names what GitLab did not show: the project is incomplete, and what was read before the failure counts', async () => {
    const whole = (await rows()).totals.runs
    demo.setFaults([
      { kind: '500', path: 'graphql', body: 'query jobs.*"shop/web/storefront","after":"' },
      { kind: '500', path: `/projects/${demo.world.project('shop/catalog')?.id}/deployments` },
    ])
    expect(await read()).toMatchObject({ state: 'done' })
    const found = await rows()
    expect(found.gaps).toEqual([
      { project: 'shop/catalog', complete: true, missing: [{ part: 'deployments', reason: 'failed' }] },
      { project: 'shop/web/storefront', complete: false, missing: [{ part: 'jobs', reason: 'failed' }] },
    ])
    expect(found.totals.runs).toBeGreaterThan(0)
    expect(found.totals.runs).toBeLessThan(whole)
    demo.setFaults([])
    await read()
    expect((await rows()).totals.runs).toBe(whole)
  })

  it('ends as failed where the token is refused, and keeps what was read', async () => {
    process.env.GITLAB_TOKEN = 'refused'
    expect(await read()).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('GitLab refused the token'),
    })
    process.env.GITLAB_TOKEN = demo.tokens.read
    expect((await rows()).totals.runs).toBeGreaterThan(0)
    await read()
  })
})

describe('a refusal', () => {
  const scan = async () =>
    (await rows()).rows.find(({ job, state }) => job === 'scan' && /refused|accepted/.test(state))

  it('tells the role, the text that Vault prints, and the line of the role', async () => {
    expect(await scan()).toMatchObject({
      state: 'refused',
      count: 1,
      role: 'cutover-111-any-protected',
      reported: ['error validating claims: claim "ref_protected" does not match any associated bound claim values'],
      reasons: [{ claim: 'ref_protected', got: 'false', at: { file: 'roles/cutover-111-any-protected.json' } }],
    })
  })

  it('accepted no longer counts and stays listed with who, when and why; taken back it counts again', async () => {
    const before = (await rows()).totals
    const key = (await scan())?.key ?? ''
    await acceptLostAccess(key, 'The spike is over', 'ada')
    const after = (await rows()).totals
    expect([after.refused, after.accepted]).toEqual([before.refused - 1, 1])
    expect(await scan()).toMatchObject({ state: 'accepted', accepted: { who: 'ada', reason: 'The spike is over' } })
    await withdrawAcceptance(key)
    expect((await rows()).totals).toEqual(before)
  })

  it('that is none any more cannot be accepted', async () => {
    const passing = (await rows()).rows.find(({ state }) => state === 'passes')
    for (const key of [passing?.key ?? '', 'no such key']) {
      await expect(acceptLostAccess(key, 'why', 'ada')).rejects.toMatchObject({ code: 'stale' })
    }
  })
})

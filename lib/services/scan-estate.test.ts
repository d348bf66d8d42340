// A scan of the story estate: values-blind, few requests, gaps named, absence never inferred.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { variable } from '@/e2e/demo-gitlab/world/variable'
import type { Gap, Project } from '@/lib/core/inventory/estate'
import { closeDatabase, database } from '@/lib/db/database'
import { findScan } from '@/lib/db/scan-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { findFiltered } from './query-inventory'
import { requestScan } from './request-scan'
import { runScan } from './run-scan'

let demo: DemoGitlab
let stored: TestDatabase
beforeAll(async () => {
  ;[demo, stored] = await Promise.all([startDemoGitlab({ noValues: true, canary: 'CANARYVALUE' }), startTestDatabase()])
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  process.env.GITLAB_URL = demo.url
})
beforeEach(() => {
  process.env.GITLAB_TOKEN = demo.tokens.read
  delete process.env.GITLAB_INCLUDE
  demo.setFaults([])
  demo.clearRequests()
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

const named = (gaps: Gap[]) => gaps.map((gap) => `${gap.subject} ${gap.path} ${gap.part}: ${gap.reason}`).sort()

async function ids(filter = '') {
  const { rows } = await findFiltered(filter)
  return rows.map((row) => row.id).sort()
}

function project(path: string) {
  const found = demo.world.project(path)
  if (!found) throw new Error(`no ${path}`)
  return found
}

describe('a whole scan', () => {
  it('reads no value: nothing is refused by a GitLab that answers none, and no query selects one', async () => {
    const done = await scan()
    expect(done.state).toBe('done')
    expect(demo.refusedValues()).toBe(0)
    const requests = demo.requests()
    expect(requests.filter((request) => /\/variables/.test(request.path))).toEqual([])
    expect(requests.filter((request) => /\bvalue\b/.test(request.graphql?.query ?? ''))).toEqual([])
    expect(requests.every((request) => request.token === 'read')).toBe(true)
    expect(requests.filter((request) => request.method !== 'GET' && !request.graphql)).toEqual([])
  })

  it('asks for groups and projects a hundred at a time, and once per project for what only it can tell', async () => {
    await scan()
    const requests = demo.requests()
    const pages = requests.filter((request) => request.graphql?.query.startsWith('query projects('))
    expect(pages.map((request) => request.graphql?.variables.first)).toEqual(demo.world.subgroups(null).map(() => 100))
    const seen = new Map<string, number>()
    for (const { method, path, query, graphql } of requests) {
      const name = JSON.stringify([method, path, query, graphql])
      seen.set(name, (seen.get(name) ?? 0) + 1)
    }
    const again = [...seen].filter(([name, count]) => count > 1 && !/metadata|personal_access_tokens/.test(name))
    expect(again).toEqual([])
    expect(requests.length).toBeLessThan(8 * demo.world.projects.size)
  })

  it('follows up only where a page says that there is more', async () => {
    await scan()
    const followed = demo
      .requests()
      .filter((request) => request.graphql?.query.startsWith('query projectVariables'))
      .map((request) => request.graphql?.variables.path)
    const many = [...demo.world.projects.values()].filter((one) => one.variables.length > 100 && !one.archived)
    expect(many.length).toBeGreaterThan(0)
    expect([...new Set(followed)]).toEqual(many.map((one) => one.fullPath))
    for (const one of many)
      expect(await ids(`project:${one.fullPath} level:project`)).toHaveLength(one.variables.length)
  })

  it('publishes who may set pipeline variables and whether merge requests run as protected, one request a root', async () => {
    await scan()
    const lists = demo
      .requests()
      .filter(({ method, path }) => method === 'GET' && /\/groups\/[^/]+\/projects$/.test(path))
    expect(lists).toHaveLength(demo.world.subgroups(null).length)
    const settings = async (key: string) => {
      const part = await database().estatePart.findUniqueOrThrow({ where: { kind_key: { kind: 'project', key } } })
      return (part.data as Project).settings
    }
    expect(await settings('shop/web/storefront')).toEqual({ variablesFrom: 'maintainer', protectsMergeRequests: true })
    expect(await settings('payments/core/gateway')).toEqual({
      variablesFrom: 'developer',
      protectsMergeRequests: false,
    })
    expect(await settings('legal/dsar-exports')).toEqual({ variablesFrom: null, protectsMergeRequests: null })
  })

  it('asks for environments only where a scope or a job needs them', async () => {
    await scan()
    const schedules = demo.requests().filter(({ graphql }) => graphql?.query.startsWith('query schedules('))
    const asked = new Map(schedules.map(({ graphql }) => [graphql?.variables.path, graphql?.variables.environments]))
    expect(asked.get('payments/core/ledger')).toBe(true)
    expect(asked.get('payments/legacy-billing')).not.toBe(true)
    expect(asked.get('platform/runner-images')).toBe(false)
  })

  it('lists what the token may not see as gaps, and shows those variables to an administrator', async () => {
    const done = await scan()
    expect(done.complete).toBe(false)
    expect(named(done.gaps)).toContain('instance null variables: not_permitted')
    expect(named(done.gaps)).toContain('project legal/dsar-exports variables: not_permitted')
    process.env.GITLAB_TOKEN = demo.tokens.admin
    const whole = await scan()
    expect(named(whole.gaps)).toEqual([])
    expect(whole.complete).toBe(true)
    const all = [
      ...demo.world.instanceVariables,
      ...[...demo.world.groups.values()].flatMap((group) => group.variables),
      ...[...demo.world.projects.values()].flatMap((one) => [
        ...one.variables,
        ...one.schedules.flatMap((schedule) => schedule.variables),
      ]),
    ]
    expect(await ids()).toHaveLength(all.length)
    expect(await ids('state:gone')).toEqual([])
  })

  it('keeps no value and no piece of a finished scan', async () => {
    await scan()
    expect(await database().scanItem.count()).toBe(0)
    const parts = await database().estatePart.findMany()
    expect(JSON.stringify([parts, await database().seenVariable.findMany()])).not.toContain('CANARYVALUE')
  })
})
describe('gone', () => {
  it('is what a scan that read its owner no longer sees, with the date, until it comes back', async () => {
    process.env.GITLAB_TOKEN = demo.tokens.admin
    await scan()
    const ledger = project('payments/core/ledger')
    const kept = ledger.variables
    ledger.variables = kept.filter((one) => one.key !== 'OLD_SFTP_PASSWORD')
    const after = await scan()
    const { rows } = await findFiltered('state:gone')
    expect(rows.map((row) => row.variable.key)).toEqual(['OLD_SFTP_PASSWORD'])
    expect(rows[0]?.goneSince).toBe(after.finishedAt)
    await scan()
    expect((await findFiltered('state:gone')).rows[0]?.goneSince).toBe(after.finishedAt)
    ledger.variables = kept
    await scan()
    expect(await ids('state:gone')).toEqual([])
  })

  it('is not inferred for an owner that failed, that was not permitted, or that was not listed', async () => {
    process.env.GITLAB_TOKEN = demo.tokens.admin
    await scan()
    const before = await ids()
    // The read token sees neither the instance nor one of the projects at all.
    process.env.GITLAB_TOKEN = demo.tokens.read
    await scan()
    expect(await ids('state:gone level:instance')).toEqual([])
    expect(await ids('state:gone project:legal/dsar-exports')).toEqual([])
    process.env.GITLAB_TOKEN = demo.tokens.admin
    demo.setFaults({ kind: '500', body: 'query projects.*"shop"' })
    const failing = await scan()
    expect(named(failing.gaps)).toContain('group shop projects: failed')
    expect(await ids('state:gone')).toEqual([])
    demo.setFaults({ kind: '500', body: 'query projectVariables' })
    const half = await scan()
    expect(half.gaps.map((gap) => `${gap.part}: ${gap.reason}`)).toContain('variables: failed')
    expect(await ids('state:gone')).toEqual([])
    expect(await ids()).toEqual(before)
  })

  it('is not what GITLAB_INCLUDE no longer asks for: that leaves the inventory', async () => {
    process.env.GITLAB_TOKEN = demo.tokens.admin
    await scan()
    process.env.GITLAB_INCLUDE = 'payments/core'
    await scan()
    expect(await ids('state:gone')).toEqual([])
    const { rows } = await findFiltered('')
    const owners = new Set(rows.map((row) => row.variable.owner))
    expect([...owners].filter((owner) => owner !== null && !owner.startsWith('payments'))).toEqual([])
    expect(owners).toContain('payments')
    expect(owners).toContain('payments/core/ledger')
    expect(owners).not.toContain('payments/pci')
  })
})

describe('trouble', () => {
  it('halves the page when GitLab gives up on it, and finds the same', async () => {
    process.env.GITLAB_TOKEN = demo.tokens.admin
    await scan()
    const whole = await ids()
    demo.clearRequests()
    demo.setFaults({ kind: '503', body: 'query projects.*"first":(100|50|25|12)[},]' })
    const done = await scan()
    expect([done.state, done.complete, await ids()]).toEqual(['done', true, whole])
    const sizes = demo
      .requests()
      .filter(({ graphql }) => graphql?.query.startsWith('query projects(') && graphql.variables.path === 'shop')
      .map(({ graphql }) => graphql?.variables.first)
    expect(sizes).toEqual([100, 50, 25, 12, 6, ...sizes.slice(5).map(() => 6)])
  })

  it('goes on after page after page fails for one group, and names it', async () => {
    demo.setFaults({ kind: '503', body: 'query projects.*"data"' })
    const done = await scan()
    expect(named(done.gaps)).toContain('group data projects: failed')
    expect(await ids('project:shop/web/storefront')).not.toEqual([])
  })

  it('says so while it waits for a rate limit', async () => {
    demo.setFaults({ kind: '429', path: '/graphql', count: 1, retryAfter: 1 })
    const id = await requestScan('test')
    const running = runScan(id)
    const told = new Set<string | null>()
    for (let over = false; !over; ) {
      const now = await findScan(id)
      told.add(now?.message ?? null)
      over = now?.state === 'done'
    }
    await running
    expect([...told]).toContain('GitLab asked to slow down: waiting 1 s, then going on.')
  })

  it.each([
    ['a refused token', { GITLAB_TOKEN: 'glpat-wrong' }, 'refused the token'],
    ['no token', { GITLAB_TOKEN: '' }, 'GITLAB_TOKEN'],
    ['an address where nothing listens', { GITLAB_URL: 'http://127.0.0.1:9' }, 'cannot be reached'],
    ['an address that is none', { GITLAB_URL: 'gitlab example' }, 'GITLAB_URL'],
    ['a token file that is not there', { GITLAB_TOKEN_FILE: '/nowhere/token' }, 'GITLAB_TOKEN_FILE'],
  ])('ends with what to do for %s, and leaves the inventory as it was', async (_, environment, words) => {
    await scan()
    const before = await ids()
    Object.assign(process.env, environment)
    try {
      const failed = await scan()
      expect(failed).toMatchObject({ state: 'failed', message: expect.stringContaining(words) })
      expect(await ids()).toEqual(before)
    } finally {
      process.env.GITLAB_URL = demo.url
      delete process.env.GITLAB_TOKEN_FILE
    }
  })

  it('keeps NUL and lone surrogates out of the database, not the variable', async () => {
    const ledger = project('payments/core/ledger')
    const kept = ledger.variables
    ledger.variables = [...kept, variable('ODD_TEXT', 'x', '', '*', 'a\0b \ud800 c')]
    await scan()
    const { rows } = await findFiltered('key:ODD_TEXT')
    expect(rows.map((row) => row.variable.description)).toEqual(['a\uFFFDb \uFFFD c'])
    ledger.variables = kept
  })
})

describe('GITLAB_INCLUDE', () => {
  const owners = async () => {
    const { rows } = await findFiltered('')
    return [...new Set(rows.map((row) => row.variable.owner))].filter((owner) => owner !== null).sort()
  }

  it('takes a project with the groups above it', async () => {
    process.env.GITLAB_INCLUDE = ' /shop/web/storefront/ '
    const done = await scan()
    expect(await owners()).toEqual(['shop', 'shop/web', 'shop/web/storefront'])
    expect(named(done.gaps)).toEqual([
      'group shop projects: not_asked',
      'group shop/web projects: not_asked',
      'instance null variables: not_permitted',
    ])
  })

  it('finds a path in any case, as GitLab does', async () => {
    process.env.GITLAB_INCLUDE = 'SHOP/Mobile,Payments/Core/LEDGER'
    const done = await scan()
    expect(named(done.gaps)).toContain('group payments/core projects: not_asked')
    expect(await owners()).toEqual([
      'payments',
      'payments/core',
      'payments/core/ledger',
      'shop',
      'shop/mobile/android-app',
      'shop/mobile/ios-app',
    ])
  })

  it('asks once for what two entries name', async () => {
    process.env.GITLAB_INCLUDE = 'payments,payments/core,payments'
    await scan()
    const pages = demo.requests().filter(({ graphql }) => graphql?.query.startsWith('query projects('))
    expect(pages).toHaveLength(1)
  })

  it('names what does not exist and reads the rest', async () => {
    process.env.GITLAB_INCLUDE = 'no/such/thing,shop/mobile,nothing'
    const done = await scan()
    expect(named(done.gaps)).toContain('project no/such/thing projects: not_found')
    expect(named(done.gaps)).toContain('project nothing projects: not_found')
    expect(done.complete).toBe(false)
    // The group shop/mobile has no variable of its own.
    expect(await owners()).toEqual(['shop', 'shop/mobile/android-app', 'shop/mobile/ios-app'])
  })
})

// Past jobs and members of the demo GitLab: to the last page, through rate limits, and without a log or a value.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import type { Pipeline } from '@/e2e/demo-gitlab/world/project'
import type { PastJob } from '@/lib/core/trust/job-history'
import { Secret } from '@/lib/secret'
import { makeGitlabClient } from './gitlab-client'
import { lacksField, readDeployments, readJobsByRest, readJobsPage } from './read-job-history'
import { readBranchRights, readMembers, readTagRights } from './read-members'

let demo: DemoGitlab
beforeAll(async () => {
  demo = await startDemoGitlab({ noValues: true })
})
afterEach(() => {
  demo.setFaults([])
  demo.clearRequests()
})
afterAll(() => demo.close())

const client = () => makeGitlabClient({ url: demo.url, ca: null }, new Secret(demo.tokens.read))
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const path = 'shop/web/storefront'

function storefront() {
  const project = demo.world.project(path)
  if (!project) throw new Error(`no ${path}`)
  return project
}

function jobsSince(since: Date): number[] {
  return storefront()
    .pipelines.filter(({ createdAt }) => createdAt >= since.toISOString())
    .flatMap(({ jobs }) => jobs.map(({ id }) => id))
    .sort((a, b) => a - b)
}

async function readAll(since: Date, first = 100): Promise<PastJob[]> {
  const found: PastJob[] = []
  let after: string | null = null
  do {
    const page = await readJobsPage(client(), { path, since }, after, first)
    if (!page) throw new Error('no page')
    found.push(...page.readings)
    after = page.next
  } while (after !== null)
  return found
}

const sortedIds = (jobs: PastJob[]) => jobs.map(({ id }) => id).sort((a, b) => a - b)

describe('past jobs', () => {
  it('are read to the last page of the period and no further', async () => {
    const since = daysAgo(30)
    const expected = jobsSince(since)
    expect(expected.length).toBeGreaterThan(300)
    expect(sortedIds(await readAll(since))).toEqual(expected)
    expect(demo.requests().length).toBe(Math.ceil((expected.length + 1) / 100))
  })

  it('tell how their pipeline started, and where a merge request comes from', async () => {
    const jobs = await readAll(daysAgo(90))
    const fork = jobs.filter(({ mergeRequest }) => mergeRequest?.fork)
    expect(fork.map(({ name }) => name)).toContain('review')
    expect(new Set(fork.map(({ source }) => source))).toEqual(new Set(['merge_request_event']))
    expect(fork[0]?.mergeRequest?.sourceBranch).toBe('banner')
    const own = jobs.filter(({ mergeRequest }) => mergeRequest?.fork === false)
    expect(own.length).toBeGreaterThan(fork.length)
    expect(jobs.filter(({ tag }) => tag).map(({ ref }) => ref)).toContain('v2.3.0')
  })

  it('that were made but never started are no runs', async () => {
    const project = storefront()
    const kept = project.pipelines
    const [newest] = kept as [Pipeline, ...Pipeline[]]
    const waiting = newest.jobs.map((job) => ({ ...job, notStarted: true }))
    project.pipelines = [{ ...newest, jobs: waiting }, ...kept.slice(1)]
    const ids = sortedIds(await readAll(daysAgo(5)))
    project.pipelines = kept
    expect(ids.length).toBe(jobsSince(daysAgo(5)).length - newest.jobs.length)
  })

  it('are read on after GitLab asked to slow down', async () => {
    demo.setFaults([{ kind: '429', path: 'graphql', count: 1, retryAfter: 0 }])
    expect(sortedIds(await readAll(daysAgo(10)))).toEqual(jobsSince(daysAgo(10)))
  })

  it('come by REST where GraphQL lacks a field, without the origin of merge requests', async () => {
    const since = daysAgo(20)
    const jobs = await readJobsByRest(client(), storefront().id, since)
    expect(sortedIds(jobs)).toEqual(jobsSince(since))
    const requests = jobs.filter(({ source }) => source === 'merge_request_event')
    expect(requests.length).toBeGreaterThan(0)
    expect(new Set(requests.map(({ mergeRequest }) => mergeRequest?.fork))).toEqual(new Set([null]))
  })

  it('by REST are each counted once though rows move to the next page meanwhile', async () => {
    demo.setFaults([{ kind: 'drift', path: '/jobs', by: 1 }])
    const since = daysAgo(20)
    expect(sortedIds(await readJobsByRest(client(), storefront().id, since))).toEqual(jobsSince(since))
  })

  it('an unknown field is told apart from other refusals', async () => {
    const error = await client()
      .graphql('{ project(fullPath: "a") { colour } }', {})
      .catch((caught: unknown) => caught)
    expect(lacksField(error)).toBe(true)
    expect(lacksField(new Error("Field 'a' doesn't exist on type 'b'"))).toBe(false)
  })

  it('of a project that the token does not see are unknown, not none', async () => {
    expect(await readJobsPage(client(), { path: 'no/such', since: daysAgo(1) }, null, 10)).toBeNull()
  })
})

describe('deployments', () => {
  it('give the environment of each job that deployed, over all pages', async () => {
    const environments = await readDeployments(client(), storefront().id, daysAgo(90))
    const expected = storefront()
      .pipelines.flatMap(({ jobs }) => jobs)
      .filter(({ deploys }) => deploys)
    expect(expected.length).toBeGreaterThan(100)
    expect([...environments].sort(([a], [b]) => a - b)).toEqual(
      expected.map(({ id, environment }) => [id, environment]).sort(([a], [b]) => Number(a) - Number(b)),
    )
  })
})

describe('people', () => {
  it('are members with what they inherit, by number and level only', async () => {
    const members = await readMembers(client(), storefront().id)
    expect(members).toContainEqual({ id: 2, level: 50 })
    expect(Object.keys(members?.[0] ?? {})).toEqual(['id', 'level'])
  })

  it('may change a protected branch by a push or by a merge, whichever asks for less', async () => {
    const main = { name: 'main', people: [], others: false }
    const app = demo.world.project('shop/mobile/ios-app')?.id ?? 0
    expect(await readBranchRights(client(), app)).toEqual([{ ...main, level: 30 }])
    expect(await readBranchRights(client(), storefront().id)).toContainEqual({ ...main, level: 40 })
    expect(await readTagRights(client(), storefront().id)).toEqual([
      { name: 'v*', level: 40, people: [], others: false },
    ])
  })
})

it('no log and no variable is asked for, and nothing but what is needed of a job', async () => {
  await readAll(daysAgo(3))
  await readJobsByRest(client(), storefront().id, daysAgo(3))
  await readDeployments(client(), storefront().id, daysAgo(3))
  await readMembers(client(), storefront().id)
  const requests = demo.requests()
  expect(requests.filter(({ path: asked }) => /trace|variables|artifacts/.test(asked))).toEqual([])
  const queries = requests.map(({ graphql }) => graphql?.query ?? '').join('\n')
  expect(queries).toContain('jobs(')
  expect(queries).not.toMatch(/trace|manualVariables|\bvalue\b|title|user|commit/)
  expect(demo.refusedValues()).toBe(0)
})

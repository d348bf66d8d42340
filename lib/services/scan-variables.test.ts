// Pages that slip: what an earlier scan saw and a listing does not name is asked for before it counts as absent.
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import type { ScanItems } from '@/lib/db/scan-repository'
import { type GitlabClient, makeGitlabClient } from '@/lib/gitlab/gitlab-client'
import { Secret } from '@/lib/secret'
import { findRoots } from './scan-roots'
import { scanVariables } from './scan-variables'

let demo: DemoGitlab
beforeAll(async () => {
  demo = await startDemoGitlab({ projects: 60, variables: 3, groups: 2 })
})
afterEach(() => {
  vi.restoreAllMocks()
})
afterAll(() => demo.close())

const client = () => makeGitlabClient({ url: demo.url, ca: null }, new Secret(demo.tokens.admin))

/** Nothing is kept: each reading is the first. */
const items: ScanItems = {
  find: async () => new Map(),
  pick: async () => new Map(),
  keys: async () => new Set(),
  gaps: async () => [],
  takeOver: async () => {},
  save: async () => {},
}

const known = () => [...demo.world.projects.values()].map(({ id, fullPath }) => ({ id, fullPath }))

/** A client whose pages of projects lack this one. */
function without(path: string): GitlabClient {
  const real = client()
  return {
    ...real,
    graphql: async (query, variables) => {
      const answer = await real.graphql(query, variables)
      if (query.startsWith('query projects(')) {
        const { projects } = answer.group as { projects: { nodes: { fullPath: string }[] } }
        projects.nodes = projects.nodes.filter(({ fullPath }) => fullPath !== path)
      }
      return answer
    },
  }
}

it('finds a top-level group that the listing left out, and not one that is no longer there', async () => {
  const slipped = client()
  vi.spyOn(slipped.rest.Groups, 'all').mockResolvedValue([])
  const roots = await findRoots({ client: slipped, items }, [], ['fleet', 'fleet-02', 'no-such-group'])
  expect([roots.groups, roots.gaps]).toEqual([['fleet', 'fleet-02'], []])
})

it('finds a project that a page left out, with one request more', async () => {
  const path = known()[7]?.fullPath ?? ''
  const slipped = { client: without(path), items }
  const roots = await findRoots(slipped, [])
  demo.clearRequests()
  const found = await scanVariables(slipped, roots, known())
  expect(found.projects.map(({ fullPath }) => fullPath)).toEqual(
    known()
      .map((one) => one.fullPath)
      .sort(),
  )
  const single = demo.requests().filter(({ graphql }) => graphql?.query.startsWith('query project('))
  expect(single.map(({ graphql }) => graphql?.variables.path)).toEqual([path])
})

it('asks for nothing twice where the listing is whole, and lets go what is really away', async () => {
  const reading = { client: client(), items }
  const roots = await findRoots(reading, [])
  demo.clearRequests()
  const gone = { id: 999_999, fullPath: 'fleet/team-001/removed' }
  const moved = { id: known()[0]?.id ?? 0, fullPath: 'fleet/team-001/its-former-name' }
  const found = await scanVariables(reading, roots, [...known(), gone, moved])
  expect([found.projects.length, found.gaps]).toEqual([60, []])
  const asked = demo.requests().filter(({ graphql }) => graphql?.query.startsWith('query project('))
  expect(asked.map(({ graphql }) => graphql?.variables.path)).toEqual([gone.fullPath])
})

it('keeps one project of two pages that name it', async () => {
  const real = client()
  const twice = {
    ...real,
    graphql: async (query: string, variables: Record<string, unknown>) => {
      const answer = await real.graphql(query, variables)
      if (query.startsWith('query projects(')) {
        const { projects } = answer.group as { projects: { nodes: object[] } }
        projects.nodes.push(...projects.nodes.slice(0, 1))
      }
      return answer
    },
  }
  const reading = { client: twice, items }
  expect((await scanVariables(reading, await findRoots(reading, []), [])).projects).toHaveLength(60)
})

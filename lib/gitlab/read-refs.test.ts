// Refs and blob ids over HTTP from the demo GitLab.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { Secret } from '@/lib/secret'
import { makeGitlabClient } from './gitlab-client'
import { readBlobIds, readRefNames } from './read-refs'

let demo: DemoGitlab
beforeAll(async () => {
  demo = await startDemoGitlab({ noValues: true })
})
afterEach(() => demo.clearRequests())
afterAll(() => demo.close())

const client = () => makeGitlabClient({ url: demo.url, ca: null }, new Secret(demo.tokens.read))
const path = 'payments/pci/card-vault'
const root = '.gitlab-ci.yml'

it('expands wildcards of protected branches and names refs of pipelines, in one request', async () => {
  const since = new Date(0)
  const found = await readRefNames(client(), path, { patterns: ['release/*', 'hotfix/*'], since })
  expect(found.branches).toEqual(['release/2026.3'])
  const ran = demo.world.project(path)?.pipelines.map(({ ref }) => ref) ?? []
  expect(new Set(found.pipelines)).toEqual(new Set(ran.filter((ref) => !ref.startsWith('refs/'))))
  const later = await readRefNames(client(), path, { patterns: [], since: new Date('2999-01-01') })
  expect(later).toEqual({ branches: [], pipelines: [] })
  expect(demo.requests()).toHaveLength(2)
})

it('says unknown for pipelines that are not shown', async () => {
  const found = await readRefNames(client(), 'no/such', { patterns: [], since: new Date(0) })
  expect(found.pipelines).toBeNull()
})

it('reads blob ids of many refs, ten at a time; what a ref lacks is not in its map', async () => {
  const refs = ['main', 'release/2026.3', 'gone', ...Array.from({ length: 20 }, (_, index) => `other-${index}`)]
  const found = await readBlobIds(client(), path, refs, [root, 'nothing.yml'])
  expect(found.get('main')?.get(root)).toMatch(/^[0-9a-f]{40}$/)
  expect(found.get('main')?.get(root)).not.toBe(found.get('release/2026.3')?.get(root))
  expect(found.get('main')?.has('nothing.yml')).toBe(false)
  expect(found.get('gone')?.size).toBe(0)
  expect(demo.requests().length).toBeLessThanOrEqual(3)
})

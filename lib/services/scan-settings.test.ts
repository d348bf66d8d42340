// Settings of many projects: few requests, smaller pages where GitLab gives up, unknown where it does not answer.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import type { ScanItems } from '@/lib/db/scan-repository'
import { makeGitlabClient } from '@/lib/gitlab/gitlab-client'
import { Secret } from '@/lib/secret'
import { findSettings, scanSettings } from './scan-settings'

let demo: DemoGitlab
beforeAll(async () => {
  demo = await startDemoGitlab({ projects: 400, variables: 1, groups: 2 })
})
beforeEach(() => {
  demo.setFaults([])
  demo.clearRequests()
})
afterAll(() => demo.close())

/** What is kept of one scan, in memory. */
function kept(): ScanItems {
  const items = new Map<string, object>()
  return {
    find: async <T>() => items as Map<string, T>,
    pick: async () => new Map(),
    keys: async () => new Set(items.keys()),
    gaps: async () => [],
    takeOver: async () => {},
    save: async (_kind, key, data) => {
      items.set(key, data)
    },
  }
}

const roots = { groups: ['fleet', 'fleet-02'], projects: [] }

async function scanned(items: ScanItems) {
  const client = makeGitlabClient({ url: demo.url, ca: null }, new Secret(demo.tokens.admin))
  await scanSettings({ client, items }, roots)
  const settingsOf = await findSettings(items, '18.10.2-ee')
  return [...demo.world.projects.values()].map((project) => settingsOf(project).variablesFrom)
}

it('asks once for a hundred projects of each root, not once more to see the end, and after a restart not again', async () => {
  const items = kept()
  expect(new Set(await scanned(items))).toEqual(new Set(['no_one_allowed']))
  expect(demo.requests()).toHaveLength(4)
  await scanned(items)
  expect(demo.requests()).toHaveLength(4)
})

it('reads the same in smaller pages where GitLab gives up on a large one', async () => {
  demo.setFaults({ kind: '503', path: '/groups/fleet/projects', count: 1 })
  expect(new Set(await scanned(kept()))).toEqual(new Set(['no_one_allowed']))
})

it('takes the projects of a root whose list fails for unknown, and reads the other', async () => {
  demo.setFaults({ kind: '500', path: '/groups/fleet-02/projects' })
  const found = await scanned(kept())
  expect(found.filter((one) => one === null)).toHaveLength(200)
})

it('knows of a GitLab before 17.11 that no merge request runs as protected', async () => {
  const of = async (version: string | null) => (await findSettings(kept(), version))({ id: 1 }).protectsMergeRequests
  expect([await of('17.10.4-ee'), await of('17.11.0'), await of(null)]).toEqual([false, null, null])
})

// Runners over HTTP from the demo GitLab: versions, tags, whose they are, and what is not shown.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { demoRunners } from '@/e2e/demo-gitlab/world/runner'
import { Secret } from '@/lib/secret'
import { makeGitlabClient } from './gitlab-client'
import { readRunners } from './read-runners'

let demo: DemoGitlab
beforeAll(async () => {
  demo = await startDemoGitlab({ noValues: true })
})
afterEach(() => {
  demo.world.runners = demoRunners()
  demo.setFaults([])
  demo.clearRequests()
})
afterAll(() => demo.close())

const client = () => makeGitlabClient({ url: demo.url, ca: null }, new Secret(demo.tokens.read))

it('reads those of the instance and of the group with the version of each machine, in one request', async () => {
  const { known, runners } = await readRunners(client(), 'payments')
  expect(known).toBe('all')
  expect(runners.map(({ description }) => description).sort()).toEqual(['hsm-zone', 'linux-shared-1', 'linux-shared-2'])
  expect(runners.find(({ description }) => description === 'hsm-zone')).toEqual({
    id: 4,
    description: 'hsm-zone',
    type: 'group',
    owners: ['payments'],
    tags: ['deploy', 'hsm'],
    runUntagged: false,
    protectedOnly: true,
    paused: false,
    status: 'online',
    managers: [
      { version: '15.4.2', status: 'online' },
      { version: '15.4.2', status: 'offline' },
    ],
  })
  expect(demo.requests()).toHaveLength(1)
  expect(demo.refusedValues()).toBe(0)
})

it('reads page after page, each runner once', async () => {
  const [first] = demoRunners()
  if (!first) throw new Error('no runner')
  demo.world.runners = Array.from({ length: 230 }, (_, index) => ({ ...first, id: 1000 + index }))
  const { runners } = await readRunners(client(), 'payments')
  expect(new Set(runners.map(({ id }) => id)).size).toBe(230)
  expect(demo.requests()).toHaveLength(3)
})

it('says unknown, and fails not, where the token may not see them', async () => {
  expect(await readRunners(client(), 'legal')).toEqual({ known: 'unknown', runners: [] })
  expect(await readRunners(client(), 'no-such-group')).toEqual({ known: 'unknown', runners: [] })
})

it('does not take a project runner of hidden projects for one of none', async () => {
  const [first] = demoRunners()
  if (!first) throw new Error('no runner')
  demo.world.runners = [{ ...first, type: 'project_type', owner: 'payments/not-shown' }]
  const { runners } = await readRunners(client(), 'payments')
  expect(runners.map(({ owners }) => owners)).toEqual([null])
})

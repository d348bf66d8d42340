// Settings of pipelines by version of GitLab and by role: what it does not tell is null, never off.
import { afterEach, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { Secret } from '@/lib/secret'
import { makeGitlabClient } from './gitlab-client'
import { readSettings, readSettingsPage } from './read-pipeline-settings'

let demo: DemoGitlab | undefined
afterEach(async () => {
  await demo?.close()
  demo = undefined
})

async function clientOf(version?: string) {
  demo = await startDemoGitlab({ noValues: true, ...(version === undefined ? {} : { version }) })
  return makeGitlabClient({ url: demo.url, ca: null }, new Secret(demo.tokens.read))
}

const page = { offset: 0, size: 100 }

it('reads a group and all below it in one request', async () => {
  const client = await clientOf()
  const { readings: found, last } = await readSettingsPage(client, 'payments', page)
  expect([demo?.requests().length, last]).toEqual([1, true])
  const of = (path: string) => found.find(({ id }) => id === demo?.world.project(path)?.id)?.settings
  expect(of('payments/core/gateway')).toEqual({ variablesFrom: 'developer', protectsMergeRequests: false })
  expect(of('payments/core/refunds')).toEqual({ variablesFrom: 'owner', protectsMergeRequests: false })
  expect(of('payments/core/ledger')).toEqual({ variablesFrom: 'no_one_allowed', protectsMergeRequests: false })
})

it('goes on where a page ended', async () => {
  const client = await clientOf()
  const { readings: all } = await readSettingsPage(client, 'payments', page)
  const parts = [0, 2, 4, 6, 8].map((offset) => readSettingsPage(client, 'payments', { offset, size: 2 }))
  const found = await Promise.all(parts)
  expect(found.flatMap(({ readings }) => readings)).toEqual(all.slice(0, 10))
  expect(found.map(({ last }) => last)).toEqual([2, 4, 6, 8, 10].map((end) => end >= all.length))
})

it('reads one project by its path', async () => {
  const { settings } = await readSettings(await clientOf(), 'shop/web/storefront')
  expect(settings).toEqual({ variablesFrom: 'maintainer', protectsMergeRequests: true })
})

it('takes protected merge requests of GitLab 18.5 for unknown', async () => {
  const { settings } = await readSettings(await clientOf('18.5.1-ee'), 'shop/web/storefront')
  expect(settings).toEqual({ variablesFrom: 'maintainer', protectsMergeRequests: null })
})

it('knows of GitLab 16.11 only whether variables are restricted at all: to Maintainers, or not', async () => {
  const client = await clientOf('16.11.3-ee')
  expect((await readSettings(client, 'payments/core/refunds')).settings.variablesFrom).toBe('maintainer')
  expect((await readSettings(client, 'payments/core/gateway')).settings.variablesFrom).toBe('developer')
})

it('knows nothing where the token is below Maintainer', async () => {
  const client = await clientOf()
  const project = demo?.world.project('shop/web/storefront')
  for (const group of demo?.world.groups.values() ?? [])
    group.members = group.members.map((one) => ({ ...one, accessLevel: 30 }))
  if (project) project.members = project.members.map((one) => ({ ...one, accessLevel: 30 }))
  const { settings } = await readSettings(client, 'shop/web/storefront')
  expect(settings).toEqual({ variablesFrom: null, protectsMergeRequests: null })
})

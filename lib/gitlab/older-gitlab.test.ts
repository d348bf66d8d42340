// An older GitLab: queries lose what it does not have, and everything else is still read.
import { afterEach, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { Secret } from '@/lib/secret'
import { makeGitlabClient } from './gitlab-client'
import { withoutFields } from './older-gitlab'
import { readProjectsPage } from './read-projects'
import { readSchedules } from './read-schedules'

let demo: DemoGitlab | undefined
afterEach(async () => {
  await demo?.close()
  demo = undefined
})

async function clientOf(version: string) {
  demo = await startDemoGitlab({ noValues: true, version })
  return makeGitlabClient({ url: demo.url, ca: null }, new Secret(demo.tokens.read))
}

const page = { after: null, first: 20, groups: true }

it('takes a field with its arguments, directive and selection, and no other', () => {
  const missing = new Set(['branchRules', 'hidden'])
  expect(
    withoutFields(
      '{ a branchRules(first: 50) @include(if: $x) { pageInfo { next } nodes { name } } hidden hiddenBy }',
      missing,
    ),
  ).toBe('{ a   hiddenBy }')
  expect(withoutFields('{ id hidden: hidden }', missing)).toBe('{ id hidden: hidden }')
  expect(withoutFields('query q($hidden: Boolean!) { id }', missing)).toBe('query q($hidden: Boolean!) { id }')
})

it('reads variables of GitLab 16.11 without hidden, which is then unknown, at one refused request', async () => {
  const client = await clientOf('16.11.3-ee')
  const read = await readProjectsPage(client, 'payments', page)
  const variables = read?.readings.flatMap((one) => one.variables ?? []) ?? []
  expect(variables.length).toBeGreaterThan(10)
  expect(new Set(variables.map(({ hidden }) => hidden))).toEqual(new Set([null]))
  expect(new Set(variables.map(({ raw }) => raw)).has(null)).toBe(false)
  expect(variables.some(({ description }) => description !== null)).toBe(true)
  expect(demo?.requests()).toHaveLength(2)
  await readProjectsPage(client, 'shop', page)
  expect(demo?.requests()).toHaveLength(3)
  expect(demo?.refusedValues()).toBe(0)
})

it('takes protected branches and schedules of GitLab 15.2 for unknown, never for none', async () => {
  const client = await clientOf('15.2.0')
  const read = await readProjectsPage(client, 'payments', page)
  expect(read?.readings.length).toBeGreaterThan(2)
  for (const one of read?.readings ?? []) expect(one.protectedBranches).toBeNull()
  const variables = read?.readings.flatMap((one) => one.variables ?? []) ?? []
  expect(new Set(variables.map(({ raw }) => raw))).toEqual(new Set([null]))
  const schedules = await readSchedules(client, 'payments/core/ledger', { schedules: true, environments: true })
  expect(schedules.schedules).toBeNull()
  expect(schedules.environments).not.toBeNull()
})

it('reads all of it from a GitLab that has it', async () => {
  const client = await clientOf('18.5.1-ee')
  const read = await readProjectsPage(client, 'payments', page)
  const variables = read?.readings.flatMap((one) => one.variables ?? []) ?? []
  expect(variables.some(({ hidden }) => hidden)).toBe(true)
  expect(demo?.requests()).toHaveLength(1)
})

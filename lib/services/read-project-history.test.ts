// One project's past: by REST where GraphQL is too old, and every part that GitLab refuses named, never taken as none.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { exampleProject } from '@/lib/core/mapping/example-estate'
import { type GitlabClient, makeGitlabClient } from '@/lib/gitlab/gitlab-client'
import { GitlabError } from '@/lib/gitlab/gitlab-error'
import { Secret } from '@/lib/secret'
import { readProjectHistory } from './read-project-history'

let demo: DemoGitlab
let client: GitlabClient
beforeAll(async () => {
  demo = await startDemoGitlab({ noValues: true })
  client = makeGitlabClient({ url: demo.url, ca: null }, new Secret(demo.tokens.read))
})
beforeEach(() => demo.setFaults([]))
afterAll(() => demo.close())

const since = new Date(Date.now() - 90 * 86_400_000)

function projectAt(path: string) {
  const found = demo.world.project(path)
  if (!found) throw new Error(`no ${path}`)
  const branches = found.protectedBranches.map(({ name }) => name)
  return exampleProject(found.id, path, { protectedBranches: branches, protectedTags: null })
}

const read = (path: string, by = client) => readProjectHistory(by, projectAt(path), { since, jobs: true })
const total = (runs: { count: number }[] | null) => (runs ?? []).reduce((sum, { count }) => sum + count, 0)

it('a GitLab whose GraphQL lacks a field is read by REST: all jobs, the origin of merge requests unknown', async () => {
  const old: GitlabClient = {
    ...client,
    graphql: async () => {
      throw new GitlabError('gitlab_rejected', 200, "Field 'mergeRequest' doesn't exist on type 'Pipeline'")
    },
  }
  const [whole, less] = [await read('shop/web/storefront'), await read('shop/web/storefront', old)]
  expect(less.missing).toEqual([])
  expect(total(less.runs)).toBe(total(whole.runs))
  const requests = less.runs?.filter(({ ref }) => ref === 'merge-request') ?? []
  expect(requests.length).toBeGreaterThan(0)
  expect(new Set(requests.map(({ fork, protected: isProtected }) => [fork, isProtected].join()))).toEqual(
    new Set([[null, null].join()]),
  )
  expect(whole.runs?.some(({ fork }) => fork === true)).toBe(true)
})

it('which tags are protected is read where the scan could not', async () => {
  const { runs } = await read('shop/web/storefront')
  const tags = runs?.filter(({ ref }) => ref === 'tag') ?? []
  expect(tags.length).toBeGreaterThan(0)
  expect(new Set(tags.map((run) => run.protected))).toEqual(new Set([true]))
})

it('a refusal of one part leaves the others, and names it', async () => {
  const { id } = projectAt('payments/core/ledger')
  for (const [part, path] of [
    ['members', 'members'],
    ['protected_branches', 'protected_branches'],
    ['protected_tags', 'protected_tags'],
    ['deployments', 'deployments'],
  ]) {
    demo.setFaults([{ kind: '500', path: `/projects/${id}/${path}` }])
    const history = await read('payments/core/ledger')
    expect(history.missing).toEqual([{ part, reason: 'failed' }])
    expect(history.complete).toBe(true)
    expect(total(history.runs)).toBeGreaterThan(100)
  }
})

it('of a project that the token may not look into everything is unknown', async () => {
  const history = await read('legal/board-minutes')
  expect(history.complete).toBe(false)
  expect(history.people).toEqual({ members: null, branches: null, tags: null })
  expect(history.missing.map(({ part }) => part)).toEqual([
    'members',
    'protected_branches',
    'protected_tags',
    'deployments',
    'jobs',
  ])
})

it('what takes a higher role is forbidden, not empty', async () => {
  const { people, missing } = await read('legal/dsar-exports')
  expect(people).toMatchObject({ branches: null, tags: null })
  expect(missing).toEqual([
    { part: 'protected_branches', reason: 'forbidden' },
    { part: 'protected_tags', reason: 'forbidden' },
  ])
})

it('a token that is refused ends it', async () => {
  const refused = makeGitlabClient({ url: demo.url, ca: null }, new Secret('refused'))
  await expect(read('payments/core/ledger', refused)).rejects.toMatchObject({ code: 'gitlab_unauthorized' })
})

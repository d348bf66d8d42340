// Merge requests from preview to what people made of them, against the demo GitLab. Long: all share one database and one scan.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import type { Project } from '@/e2e/demo-gitlab/world/project'
import { addCommit } from '@/e2e/demo-gitlab/world/repository'
import { type RulesFile, rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { closeDatabase, database } from '@/lib/db/database'
import { saveOwnerStatements } from '@/lib/db/owner-repository'
import { findRules } from '@/lib/db/rules-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { beginRingNow } from './begin-ring'
import { listMergeRequests } from './list-merge-requests'
import { findPreview } from './merge-request-preview'
import { openMergeRequests } from './open-merge-requests'
import { previewMergeRequests } from './preview-merge-requests'
import { queueMergeRequests } from './queue-merge-requests'
import { refreshMergeRequests } from './refresh-merge-requests'
import { requestScan } from './request-scan'
import { runScan } from './run-scan'
import { saveRules } from './save-rules'
import { takeBackQueued } from './take-back-queued'

const checkout = 'shop/web/checkout'
const ledger = 'payments/core/ledger'
const policies = 'platform/vault-policies'

let demo: DemoGitlab
let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  process.env.GITLAB_INCLUDE = `${checkout},${ledger}`
})
// A GitLab of its own for each test: branches and merge requests stay.
beforeEach(async () => {
  await demo?.close()
  demo = await startDemoGitlab()
  process.env.GITLAB_URL = demo.url
  process.env.GITLAB_TOKEN = demo.tokens.read
  process.env.GITLAB_WRITE_TOKEN = demo.tokens.write
  await database().mergeRequest.deleteMany()
  await scan()
  await map('first')
  demo.clearRequests()
})
afterAll(async () => {
  await closeDatabase()
  await Promise.all([demo.close(), stored.stop()])
})

async function scan() {
  await runScan(await requestScan('test'))
}

/** Every variable below `path`: another path is another plan. */
async function map(path: string, repository: string | null = policies) {
  const rules: RulesFile = rulesFileSchema.parse({
    version: 1,
    vaults: [
      {
        name: 'main',
        address: 'https://vault.example.com',
        audience: 'https://vault.example.com',
        policy_repository: repository,
      },
    ],
    mounts: [{ vault: 'main', path: 'ci', engine: 'kv-v2' }],
    tiers: ['shop', 'payments'].map((group) => ({ group, tier: 'premium' })),
    rules: [
      {
        match: {},
        target: { path: `${path}/{project_path}/{environment}/{protected}/{key}`, field: 'value' },
        star: { answer: 'per_environment' },
      },
    ],
  })
  await saveRules(rules, (await findRules()).version, 'test')
}

async function preview() {
  const request = crypto.randomUUID()
  await previewMergeRequests(request)
  const found = await findPreview(request)
  if (!found) throw new Error('no preview')
  expect(found.problem).toBeNull()
  return found.plan
}

async function open(...projects: string[]) {
  const plan = await preview()
  const chosen = plan.items.map((item) => `${item.kind}:${item.project}`)
  const wanted = chosen.filter((name) => projects.length === 0 || projects.some((one) => name.endsWith(`:${one}`)))
  await openChosen(plan.hash, wanted)
  return plan
}

async function openChosen(hash: string, chosen: string[]) {
  await queueMergeRequests(hash, { rings: [chosen], perHour: null }, 'Ada')
  await openMergeRequests()
}

const itemOf = async (project: string) => (await preview()).items.find((item) => item.project === project)

const states = async () =>
  Object.fromEntries((await listMergeRequests()).map((row) => [`${row.kind}:${row.project}`, row.state]))

const rowsOf = async (project: string) => (await listMergeRequests()).filter((row) => row.project === project)

function repository(path: string): Project {
  const project = demo.world.project(path)
  if (!project) throw new Error(`no ${path}`)
  return project
}

const ours = (project: Project) =>
  Object.keys(project.repository.branches).filter((name) => name.startsWith('cutover/'))

const writes = () => demo.requests().filter(({ method, graphql }) => method !== 'GET' && !graphql)

const commits = () => writes().filter(({ path }) => path.endsWith('/repository/commits'))

function push(path: string, file: string, content: string) {
  const project = repository(path)
  const parent = project.repository.branches[project.defaultBranch ?? ''] ?? ''
  const files = { ...project.repository.commits[parent]?.files, [file]: content }
  const author = { name: 'Someone', email: 'someone@kestrel.example' }
  const date = new Date().toISOString()
  addCommit(project.repository, project.defaultBranch ?? '', {
    parents: [parent],
    message: 'Change',
    author,
    date,
    files,
  })
}

describe('a preview', () => {
  it('shows every change with its files and writes nothing', async () => {
    const plan = await preview()
    expect(plan.items.map(({ kind, project, refused }) => [kind, project, refused])).toEqual([
      ['policy', policies, null],
      ['ci', ledger, null],
      ['ci', checkout, null],
    ])
    const change = plan.items.find((item) => item.project === checkout)
    expect(change?.files.map(({ path, action }) => [path, action])).toEqual([
      ['.gitlab-ci.yml', 'update'],
      ['.gitlab/cutover.yml', 'create'],
    ])
    expect(writes()).toEqual([])
    expect(demo.requests().every(({ token }) => token === 'read')).toBe(true)
  })

  it('is found by its own request, however many look at once', async () => {
    const requests = [crypto.randomUUID(), crypto.randomUUID()]
    await Promise.all(requests.map(previewMergeRequests))
    const [one, other] = await Promise.all(requests.map(findPreview))
    expect(one?.plan.items).toHaveLength(3)
    expect(one?.plan.hash).toBe(other?.plan.hash)
  })

  it('says for one project that GitLab fails, and shows the others', async () => {
    demo.setFaults({ kind: '500', path: `/projects/${repository(ledger).id}/repository/files` })
    const plan = await preview()
    expect(plan.items.map(({ project, refused }) => [project, refused?.code])).toEqual([
      [policies, undefined],
      [ledger, 'gitlab_failed'],
      [checkout, undefined],
    ])
  })

  it('names a missing write token, and opening then writes nothing', async () => {
    delete process.env.GITLAB_WRITE_TOKEN
    expect((await itemOf(checkout))?.refused?.code).toBe('no_write_token')
    await open()
    expect(new Set(Object.values(await states()))).toEqual(new Set(['refused']))
    expect((await rowsOf(checkout))[0]?.message).toContain('GITLAB_WRITE_TOKEN')
    expect(writes()).toEqual([])
  })
})

describe('opening', () => {
  it('makes a branch with one commit that starts no pipeline, and a draft', async () => {
    const plan = await open()
    for (const item of plan.items) {
      const project = repository(item.project)
      expect(ours(project)).toEqual([item.branch])
      expect(item.branch).toMatch(/^cutover\/(ci|policy)-[0-9a-f]{12}$/)
      const commit = project.repository.commits[project.repository.branches[item.branch] ?? '']
      expect(commit?.message).toContain('[skip ci]')
      expect(commit?.parents).toEqual([project.repository.branches[project.defaultBranch ?? '']])
      for (const file of item.files) expect(commit?.files[file.path]).toBe(file.after)
      const [request, ...more] = project.mergeRequests.filter((one) => one.sourceBranch === item.branch)
      expect(more).toEqual([])
      expect(request).toMatchObject({ state: 'opened', title: item.title, description: item.description })
      if (item.kind === 'ci') expect(request?.title).toMatch(/^Draft: /)
      expect(item.description.split('\n').filter((line) => line.startsWith('/'))).toEqual([])
    }
    expect(await states()).toEqual({
      [`policy:${policies}`]: 'open',
      [`ci:${ledger}`]: 'open',
      [`ci:${checkout}`]: 'open',
    })
    const before = demo.requests().findIndex(({ path }) => path.endsWith('/merge_requests'))
    const lint = demo.requests().findIndex(({ query }) => String(query.content_ref).startsWith('cutover/ci-'))
    expect(lint).toBeGreaterThan(-1)
    expect(before).toBeGreaterThan(-1)
    expect(writes().every(({ token }) => token === 'write')).toBe(true)
  })

  it('opens only what was chosen', async () => {
    await open(checkout)
    expect(await states()).toEqual({ [`ci:${checkout}`]: 'open' })
    expect(ours(repository(ledger))).toEqual([])
  })

  it('assigns the first owner whose number GitLab told, and nobody where none is known', async () => {
    const people = [
      { name: 'a-team', userId: null },
      { name: 'ada.okafor', userId: 4 },
    ]
    await saveOwnerStatements([{ path: checkout, source: 'csv', people }])
    const assignees = new Map(
      (await preview()).items.map(({ kind, project, assignee }) => [`${kind}:${project}`, assignee]),
    )
    expect([assignees.get(`ci:${checkout}`), assignees.get(`ci:${ledger}`)]).toEqual(['ada.okafor', null])
    await open(checkout, ledger)
    expect((await rowsOf(checkout)).map(({ assignee }) => assignee)).toEqual(['ada.okafor'])
    expect((await rowsOf(ledger)).map(({ assignee }) => assignee)).toEqual([null])
    const made = repository(checkout).mergeRequests.find(({ sourceBranch }) => sourceBranch.startsWith('cutover/'))
    expect(made?.assigneeIds).toEqual([4])
    await saveOwnerStatements([{ path: checkout, source: 'csv', people: [] }])
  })

  it('twice gives one branch and one merge request', async () => {
    const plan = await preview()
    const chosen = plan.items.map((item) => `${item.kind}:${item.project}`)
    await openChosen(plan.hash, chosen)
    await openChosen(plan.hash, chosen)
    await open()
    for (const path of [policies, ledger, checkout]) {
      expect(ours(repository(path))).toHaveLength(1)
      expect(repository(path).mergeRequests.filter((one) => one.sourceBranch.startsWith('cutover/'))).toHaveLength(1)
    }
    expect(commits()).toHaveLength(3)
    expect((await itemOf(checkout))?.refused?.code).toBe('already_open')
  })

  it('is seen as queued at once, and as failed where it cannot even begin', async () => {
    const plan = await preview()
    await queueMergeRequests(plan.hash, { rings: [[`ci:${checkout}`]], perHour: null }, 'Ada')
    expect(await states()).toEqual({ [`ci:${checkout}`]: 'queued' })
    delete process.env.GITLAB_TOKEN
    await expect(openMergeRequests()).rejects.toThrow()
    expect(await states()).toEqual({ [`ci:${checkout}`]: 'failed' })
  })

  it('refuses where nothing is left to change', async () => {
    const plan = await preview()
    const item = plan.items.find((one) => one.project === checkout)
    for (const file of item?.files ?? []) push(checkout, file.path, file.after ?? '')
    await openChosen(plan.hash, [`ci:${checkout}`])
    expect((await rowsOf(checkout))[0]?.message).toContain('Nothing is left')
    expect(writes()).toEqual([])
  })

  it('refuses a plan that nobody previewed', async () => {
    await expect(openChosen('0123456789abcdef', [`ci:${checkout}`])).rejects.toMatchObject({
      code: 'stale',
    })
    expect(writes()).toEqual([])
  })

  it('refuses what is no longer as it was previewed', async () => {
    const plan = await preview()
    await map('second')
    await openChosen(plan.hash, [`ci:${checkout}`])
    expect((await rowsOf(checkout))[0]).toMatchObject({
      state: 'refused',
      message: expect.stringContaining('Preview again'),
    })
    expect(writes()).toEqual([])
  })
})

describe('a changed plan', () => {
  it('supersedes: the older one is closed with a link, and no branch is pushed to again', async () => {
    await open(checkout)
    await map('second')
    const first = repository(checkout).mergeRequests.at(-1)
    expect((await itemOf(checkout))?.supersedes).toContain(`/merge_requests/${first?.iid}`)
    await open(checkout)
    const second = repository(checkout).mergeRequests.at(-1)
    expect([first?.state, second?.state]).toEqual(['closed', 'opened'])
    expect(first?.notes.map((note) => note.body)).toEqual([
      expect.stringContaining(`${demo.url}/${checkout}/-/merge_requests/${second?.iid}`),
    ])
    expect((await rowsOf(checkout)).map((row) => row.state).sort()).toEqual(['open', 'superseded'])
    expect(ours(repository(checkout))).toHaveLength(2)
    const pushed = commits().map(({ body }) => JSON.stringify(body).match(/cutover\/ci-\w+/)?.[0])
    expect(new Set(pushed).size).toBe(pushed.length)
  })

  it('goes back to a superseded one by a new merge request from the branch that is there', async () => {
    await open(checkout)
    await map('second')
    await open(checkout)
    await map('first')
    expect((await itemOf(checkout))?.refused).toBeNull()
    await open(checkout)
    const requests = repository(checkout).mergeRequests.filter((one) => one.sourceBranch.startsWith('cutover/'))
    expect(requests.map((one) => one.state)).toEqual(['closed', 'closed', 'opened'])
    expect(requests[2]?.sourceBranch).toBe(requests[0]?.sourceBranch)
    expect(commits()).toHaveLength(2)
  })

  it('leaves the older one alone when people merged it meanwhile', async () => {
    await open(checkout)
    const first = repository(checkout).mergeRequests.at(-1)
    if (first) first.state = 'merged'
    await map('second')
    await open(checkout)
    expect(first?.notes).toEqual([])
    expect((await rowsOf(checkout)).map((row) => row.state).sort()).toEqual(['merged', 'open'])
  })
})

describe('what cannot be opened', () => {
  it('is a file that changed since the scan: refused, and planned anew after the next scan', async () => {
    const file = '.gitlab-ci.yml'
    const project = repository(checkout)
    const head = project.repository.commits[project.repository.branches[project.defaultBranch ?? ''] ?? '']
    push(checkout, file, `# changed\n${head?.files[file]}`)
    expect((await itemOf(checkout))?.refused?.code).toBe('changed_since_scan')
    await open(checkout)
    expect(await states()).toEqual({ [`ci:${checkout}`]: 'refused' })
    expect(ours(project)).toEqual([])
    await scan()
    expect((await itemOf(checkout))?.refused).toBeNull()
    await open(checkout)
    expect((await rowsOf(checkout)).map((row) => row.state)).toContain('open')
  })

  it('keeps an open one open in the list when the file changes afterwards', async () => {
    await open(checkout)
    const project = repository(checkout)
    const head = project.repository.commits[project.repository.branches[project.defaultBranch ?? ''] ?? '']
    push(checkout, '.gitlab-ci.yml', `# changed\n${head?.files['.gitlab-ci.yml']}`)
    await open(checkout)
    expect((await rowsOf(checkout)).map((row) => row.state)).toEqual(['open'])
  })

  it('is a change that GitLab’s lint refuses: the branch goes, the errors are shown', async () => {
    const templates = repository('platform/ci-templates').repository.tags
    delete templates['v2.1.0']
    await open(ledger)
    const [row] = await rowsOf(ledger)
    expect(row?.state).toBe('invalid')
    expect(row?.message).toContain('branch was removed')
    expect(ours(repository(ledger))).toEqual([])
    expect(repository(ledger).mergeRequests.filter((one) => one.sourceBranch.startsWith('cutover/'))).toEqual([])
  })

  it('is a branch that a protection rule forbids, or a commit that a push rule does', async () => {
    repository(checkout).protectedBranches.push({ id: 9, name: 'cutover/*', push: 0, merge: 40, allowForcePush: false })
    repository(ledger).commitMessageRule = '^[A-Z]+-\\d+ '
    await open(checkout, ledger)
    expect((await rowsOf(checkout))[0]).toMatchObject({
      state: 'refused',
      message: expect.stringContaining('protection rule'),
    })
    expect((await rowsOf(ledger))[0]).toMatchObject({ state: 'refused', message: expect.stringContaining('push rule') })
    repository(ledger).commitMessageRule = null
    await open(ledger)
    expect(await states()).toMatchObject({ [`ci:${ledger}`]: 'open' })
  })

  it('is an archived project, and one that is no longer shown', async () => {
    repository(checkout).archived = true
    expect((await itemOf(checkout))?.refused?.code).toBe('project_archived')
    await map('first', 'no/such/repository')
    expect((await itemOf('no/such/repository'))?.refused?.code).toBe('gitlab_not_found')
  })

  it('is one that GitLab fails at: the state says so, and the next try goes on', async () => {
    demo.setFaults({ kind: '500', method: 'POST', path: '/merge_requests' })
    await open(checkout)
    expect((await rowsOf(checkout))[0]?.state).toBe('failed')
    demo.setFaults([])
    await open(checkout)
    expect((await rowsOf(checkout))[0]).toMatchObject({ state: 'open', message: null })
    expect(commits()).toHaveLength(1)
  })
})

describe('rings', () => {
  const ring = (...projects: string[]) => projects.map((project) => `ci:${project}`)
  const merge = (project: string) =>
    database().mergeRequest.updateMany({ where: { project }, data: { state: 'merged' } })

  it('open the chosen projects first, and the next ones when these were merged', async () => {
    const plan = await preview()
    await queueMergeRequests(plan.hash, { rings: [ring(checkout), ring(ledger)], perHour: null }, 'Ada')
    await openMergeRequests()
    await openMergeRequests()
    expect(await states()).toEqual({ [`ci:${checkout}`]: 'open', [`ci:${ledger}`]: 'queued' })
    await merge(checkout)
    await openMergeRequests()
    expect(await states()).toEqual({ [`ci:${checkout}`]: 'merged', [`ci:${ledger}`]: 'open' })
  })

  it('stop where one was closed, until a person begins the next', async () => {
    const plan = await preview()
    await queueMergeRequests(plan.hash, { rings: [ring(checkout), ring(ledger)], perHour: null }, 'Ada')
    await openMergeRequests()
    await database().mergeRequest.updateMany({ where: { project: checkout }, data: { state: 'closed' } })
    await openMergeRequests()
    expect((await states())[`ci:${ledger}`]).toBe('queued')
    await beginRingNow(plan.hash, 2)
    await openMergeRequests()
    expect((await states())[`ci:${ledger}`]).toBe('open')
  })

  it('open no more in an hour than was said', async () => {
    const plan = await preview()
    await queueMergeRequests(plan.hash, { rings: [ring(checkout, ledger)], perHour: 1 }, 'Ada')
    await openMergeRequests()
    expect(Object.values(await states()).sort()).toEqual(['open', 'queued'])
    const [waiting] = (await listMergeRequests()).filter((row) => row.state === 'queued')
    expect(Date.parse(waiting?.openAfter ?? '') - Date.now()).toBeGreaterThan(3_500_000)
    await database().mergeRequest.updateMany({ where: { state: 'queued' }, data: { openAfter: new Date() } })
    await openMergeRequests()
    expect(Object.values(await states())).toEqual(['open', 'open'])
  })

  it('can be taken back while they wait', async () => {
    const plan = await preview()
    await queueMergeRequests(plan.hash, { rings: [ring(checkout), ring(ledger)], perHour: null }, 'Ada')
    await takeBackQueued([...(await listMergeRequests())].map(({ id }) => id))
    await openMergeRequests()
    expect(writes()).toEqual([])
    expect(await states()).toEqual({})
  })
})

describe('a killed worker', () => {
  it('is gone on from after the commit: one branch, one merge request', async () => {
    const plan = await preview()
    const chosen = [`ci:${checkout}`]
    demo.setFaults({ kind: '500', method: 'POST', path: '/merge_requests' })
    await openChosen(plan.hash, chosen)
    demo.setFaults([])
    // What a kill leaves behind: the branch, and the row as it was at that time.
    await database().mergeRequest.updateMany({ data: { state: 'opening', message: null, openAfter: new Date() } })
    await openMergeRequests()
    expect(await states()).toEqual({ [`ci:${checkout}`]: 'open' })
    expect(commits()).toHaveLength(1)
    demo.clearRequests()
    await openMergeRequests()
    expect(demo.requests()).toEqual([])
  })
})

describe('reading back', () => {
  it('shows merged, closed and opened again, and never opens a closed one by itself', async () => {
    await open()
    const last = (path: string) => {
      const request = repository(path).mergeRequests.at(-1)
      if (!request) throw new Error('no merge request')
      return request
    }
    last(ledger).state = 'merged'
    last(checkout).state = 'closed'
    await refreshMergeRequests()
    expect(await states()).toEqual({
      [`policy:${policies}`]: 'open',
      [`ci:${ledger}`]: 'merged',
      [`ci:${checkout}`]: 'closed',
    })
    expect((await itemOf(checkout))?.refused?.code).toBe('closed')
    const before = writes().length
    await open()
    expect(writes()).toHaveLength(before)
    expect(await states()).toMatchObject({ [`ci:${ledger}`]: 'merged', [`ci:${checkout}`]: 'closed' })
    last(checkout).state = 'opened'
    await refreshMergeRequests()
    expect(await states()).toMatchObject({ [`ci:${checkout}`]: 'open' })
  })

  it('goes on when one cannot be read, and keeps the state of one that is no longer shown', async () => {
    await open()
    const project = repository(policies)
    project.mergeRequests = []
    demo.setFaults({ kind: '500', path: `${encodeURIComponent(ledger)}/merge_requests` })
    const [request] = repository(checkout).mergeRequests.slice(-1)
    if (request) request.state = 'merged'
    await refreshMergeRequests()
    expect(await states()).toEqual({
      [`policy:${policies}`]: 'open',
      [`ci:${ledger}`]: 'open',
      [`ci:${checkout}`]: 'merged',
    })
    expect((await rowsOf(policies))[0]?.message).toContain('does not show')
  })

  it('finds the merge request of a project that was moved', async () => {
    await open(checkout)
    const project = repository(checkout)
    const request = project.mergeRequests.at(-1)
    if (request) request.state = 'merged'
    project.movedFrom.push(project.fullPath)
    demo.world.addProject(Object.assign(project, { path: 'till', fullPath: 'shop/web/till' }))
    await refreshMergeRequests()
    expect(await states()).toEqual({ [`ci:${checkout}`]: 'merged' })
  })
})

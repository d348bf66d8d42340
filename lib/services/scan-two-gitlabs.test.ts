// A scan of two GitLabs with the same paths and numbers: each row once under its own, and one that is down hides none.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { closeDatabase, database } from '@/lib/db/database'
import { loadEstate } from '@/lib/db/estate-repository'
import { findRules } from '@/lib/db/rules-repository'
import { findScan } from '@/lib/db/scan-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { listMergeRequests } from './list-merge-requests'
import { loadConnections } from './load-connections'
import { findPreview } from './merge-request-preview'
import { openMergeRequests } from './open-merge-requests'
import { previewMergeRequests } from './preview-merge-requests'
import { findFiltered } from './query-inventory'
import { queueMergeRequests } from './queue-merge-requests'
import { refreshMergeRequests } from './refresh-merge-requests'
import { requestScan } from './request-scan'
import { runScan } from './run-scan'
import { saveRules } from './save-rules'

const folder = mkdtempSync(path.join(tmpdir(), 'cutover-two-'))
let first: DemoGitlab
let ops: DemoGitlab
let stored: TestDatabase
beforeAll(async () => {
  ;[first, ops, stored] = await Promise.all([
    startDemoGitlab({ noValues: true }),
    startDemoGitlab({ noValues: true }),
    startTestDatabase(),
  ])
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  process.env.GITLAB_URL = first.url
  process.env.GITLAB_TOKEN = first.tokens.read
  process.env.GITLAB_INCLUDE = 'shop/web'
  process.env.CUTOVER_CONFIG = path.join(folder, 'config.yml')
  writeFileSync(path.join(folder, 'token'), ops.tokens.read)
  writeFileSync(path.join(folder, 'write'), ops.tokens.write)
  writeFileSync(
    process.env.CUTOVER_CONFIG,
    `gitlab:\n  - { name: ops, url: '${ops.url}', token_file: token, groups: [shop/web], write_token_file: write }
policy_repositories:
  - { name: policies, project: platform/vault-policies, gitlab: ops, vault: ops }
`,
  )
})
afterAll(async () => {
  delete process.env.CUTOVER_CONFIG
  await closeDatabase()
  await Promise.all([first.close(), ops.close(), stored.stop()])
  rmSync(folder, { recursive: true, force: true })
})

async function scan() {
  const id = await requestScan('test')
  await runScan(id)
  return findScan(id)
}

async function ids() {
  const { rows } = await findFiltered('')
  return rows.map(({ id }) => id).sort()
}

const ofOps = (id: string) => id.includes('"ops:')
/** The id that the same variable has in the second GitLab. */
const inOps = (id: string) => {
  const [level, owner, ...rest]: unknown[] = JSON.parse(id)
  return JSON.stringify([level, `ops:${owner ?? ''}`, ...rest])
}

it('finds each row once under its own GitLab, and asks neither for the other’s', async () => {
  const done = await scan()
  expect(done).toMatchObject({ state: 'done', message: null })
  const all = await ids()
  const bare = all.filter((id) => !ofOps(id))
  expect(bare.length).toBeGreaterThan(20)
  expect(all.filter(ofOps)).toEqual(bare.map(inOps).sort())
  expect(new Set(all).size).toBe(all.length)
  const estate = await loadEstate()
  expect(estate?.gitlab.url).toBe(first.url)
  expect(estate?.instances).toMatchObject([{ name: 'ops', url: ops.url, version: estate?.gitlab.version }])
  const paths = (estate?.projects ?? []).map(({ fullPath }) => fullPath)
  expect(paths.filter((one) => one.startsWith('ops:'))).toEqual(
    paths.filter((one) => !one.includes(':')).map((one) => `ops:${one}`),
  )
  expect(ops.requests().some(({ path: asked }) => asked.includes('ops%3A'))).toBe(false)
  const { others } = await loadConnections()
  expect(others.map(({ name, check }) => [name, check?.tokens[0]?.state])).toEqual([['ops', 'works']])
})

it('opens merge requests in the GitLab of the project, and the policies in the repository that the file names', async () => {
  const vault = { address: 'https://vault.example.com', audience: 'https://vault.example.com' }
  const rules = rulesFileSchema.parse({
    version: 1,
    vaults: [
      { name: 'main', ...vault },
      { name: 'ops', ...vault, auth_path: 'jwt-ops', gitlab: 'ops' },
    ],
    mounts: ['main', 'ops'].map((name) => ({ vault: name, path: 'ci', engine: 'kv-v2' })),
    tiers: ['shop', 'ops:shop'].map((group) => ({ group, tier: 'premium' })),
    rules: [
      {
        match: { group: 'ops:shop' },
        target: { path: '{project_path}/{environment}/{protected}/{key}', field: 'value' },
        star: { answer: 'per_environment' },
      },
    ],
  })
  await saveRules(rules, (await findRules()).version, 'test')
  const request = crypto.randomUUID()
  await previewMergeRequests(request)
  const plan = (await findPreview(request))?.plan
  const items = plan?.items ?? []
  const wanted = ['policy:ops:platform/vault-policies', 'ci:ops:shop/web/checkout']
  expect(items.map(({ kind, project }) => `${kind}:${project}`)).toEqual(expect.arrayContaining(wanted))
  expect(items.every(({ project }) => project.startsWith('ops:'))).toBe(true)
  const auth = items.flatMap(({ files }) => files).find(({ path: name }) => /^ops\/auth\/.*\.json$/.test(name))
  expect(JSON.parse(auth?.after ?? '{}')).toMatchObject({ bound_issuer: ops.url, oidc_discovery_url: ops.url })
  first.clearRequests()
  await queueMergeRequests(plan?.hash ?? '', { rings: [wanted], perHour: null }, 'Ada')
  await openMergeRequests()
  const rows = await listMergeRequests()
  expect(rows.map(({ kind, project, state }) => [`${kind}:${project}`, state]).sort()).toEqual(
    wanted.map((name) => [name, 'open']).sort(),
  )
  expect(rows.every(({ url }) => url?.startsWith(ops.url))).toBe(true)
  expect(ops.world.project('shop/web/checkout')?.mergeRequests).toHaveLength(1)
  expect(first.requests()).toEqual([])
  await refreshMergeRequests()
  expect((await listMergeRequests()).map(({ state }) => state)).toEqual(['open', 'open'])
})

it('takes an unchanged configuration of the second over without asking again', async () => {
  ops.clearRequests()
  const before = await loadEstate()
  expect(await scan()).toMatchObject({ state: 'done' })
  const lints = ops.requests().filter(({ path: asked }) => asked.endsWith('/ci/lint'))
  // What is not valid, and other refs that differ, are asked for again with every scan.
  const ours = (before?.projects ?? []).filter(({ fullPath }) => fullPath.startsWith('ops:'))
  expect(lints.length).toBeLessThan(ours.length)
  const after = await loadEstate()
  expect(after?.projects.map(({ fullPath, ci }) => [fullPath, ci])).toEqual(
    before?.projects.map(({ fullPath, ci }) => [fullPath, ci]),
  )
  expect(await database().estateMove.count({ where: { what: 'moved' } })).toBe(0)
})

it('keeps what is known of one that is down, says so, and scans the others to the end', async () => {
  const before = await ids()
  const lost = [...first.world.projects.values()].find((one) => one.fullPath.startsWith('shop/web/'))
  if (!lost) throw new Error('no project of shop')
  lost.variables.splice(0)
  ops.setFaults([{ kind: 'html' }])
  const done = await scan()
  expect(done).toMatchObject({ state: 'done', complete: false })
  expect(done?.message).toContain('GitLab ops could not be scanned, and what is known of it stays as it was')
  expect(done?.gaps).toContainEqual({ subject: 'instance', path: 'ops:', part: 'projects', reason: 'failed' })
  const now = await ids()
  expect(now.filter(ofOps)).toEqual(before.filter(ofOps))
  const estate = await loadEstate()
  const gone = Object.keys(estate?.gone ?? {})
  expect(gone.length).toBeGreaterThan(0)
  expect(gone.filter(ofOps)).toEqual([])
  ops.setFaults([])
})

it('scans the second to the end where the first is down', async () => {
  first.setFaults([{ kind: 'html' }])
  const before = await ids()
  const done = await scan()
  first.setFaults([])
  expect(done).toMatchObject({ state: 'done', complete: false })
  expect(done?.message).toContain(`GitLab ${first.url} could not be scanned`)
  expect(await ids()).toEqual(before)
})

it('lets what is configured no more leave the inventory, yet not for a mistake in the file', async () => {
  const before = await ids()
  writeFileSync(path.join(folder, 'config.yml'), 'gitlab:\n  - name: ops\n')
  expect(await scan()).toMatchObject({ state: 'done', complete: false, message: expect.stringContaining('Line 2') })
  expect(await ids()).toEqual(before)
  writeFileSync(path.join(folder, 'config.yml'), 'gitlab: []\n')
  expect(await scan()).toMatchObject({ state: 'done', message: null })
  expect(await ids()).toEqual(before.filter((id) => !ofOps(id)))
})

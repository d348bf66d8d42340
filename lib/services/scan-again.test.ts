// A second scan: what it takes over, what it reads again, and what it tells as new and as gone.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { addCommit } from '@/e2e/demo-gitlab/world/repository'
import { variable } from '@/e2e/demo-gitlab/world/variable'
import type { Project } from '@/lib/core/inventory/estate'
import { closeDatabase, database } from '@/lib/db/database'
import { findScan } from '@/lib/db/scan-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { countScanNews, loadScanChanges } from './load-scan-changes'
import { findFiltered } from './query-inventory'
import { requestScan } from './request-scan'
import { runScan } from './run-scan'

// Whole scans, some of which wait as they are told to.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let demo: DemoGitlab
let stored: TestDatabase
beforeAll(async () => {
  ;[demo, stored] = await Promise.all([startDemoGitlab({ noValues: true }), startTestDatabase()])
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  process.env.GITLAB_URL = demo.url
  process.env.GITLAB_TOKEN = demo.tokens.admin
})
afterAll(async () => {
  await closeDatabase()
  await Promise.all([demo.close(), stored.stop()])
})

async function scan() {
  const id = await requestScan('test')
  await runScan(id)
  const found = await findScan(id)
  if (!found) throw new Error('the scan is not there')
  return found
}

function project(path: string) {
  const found = demo.world.project(path)
  if (!found) throw new Error(`no ${path}`)
  return found
}

/** Requests for CI configuration: lint, files, commits. */
const usageRequests = () => demo.requests().filter(({ path }) => /\/(ci\/lint|repository\/)/.test(path))

/** The CI requests of a second scan after `change` was made to the estate; `back` undoes it. */
async function askedAgain(change: () => () => void): Promise<string[]> {
  await scan()
  const back = change()
  try {
    demo.clearRequests()
    await scan()
    return usageRequests().map(
      ({ path }) => demo.world.project(Number(/projects\/(\d+)/.exec(path)?.[1]))?.fullPath ?? path,
    )
  } finally {
    back()
    await scan()
  }
}

/** A new commit on the default branch with this file. */
function commit(path: string, file: string, text: string): () => void {
  const { repository, defaultBranch } = project(path)
  const branch = defaultBranch ?? 'main'
  const before = repository.branches[branch] ?? ''
  addCommit(repository, branch, {
    parents: [before],
    message: 'Change',
    author: { name: 'Mira Voss', email: 'mira.voss@kestrel.example' },
    date: '2026-11-25T12:00:00.000Z',
    files: { ...repository.commits[before]?.files, [file]: text },
  })
  return () => {
    repository.branches[branch] = before
  }
}

describe('a rescan', () => {
  it('takes over the CI configuration of what did not change, and publishes the same', async () => {
    await database().estatePart.deleteMany({ where: { kind: 'ci_basis' } })
    await scan()
    const before = await database().estatePart.findMany({ where: { kind: 'project' }, orderBy: { key: 'asc' } })
    const first = usageRequests().length
    demo.clearRequests()
    await scan()
    expect(await database().estatePart.findMany({ where: { kind: 'project' }, orderBy: { key: 'asc' } })).toEqual(
      before,
    )
    const again = usageRequests()
    expect(again.length).toBeLessThan(first / 4)
    // What is asked again is what GitLab found wrong, what a variable decides, and the commit of an included ref.
    const settled = before.filter(({ data }) => (data as Project).ci.state === 'valid').length
    const asked = new Set(again.map(({ path }) => /projects\/([^/]+)/.exec(path)?.[1]))
    expect(before.length - asked.size).toBeGreaterThan(settled / 2)
  })

  it('reads a project again whose default branch has a new commit', async () => {
    const asked = await askedAgain(() => commit('shop/web/storefront', 'README.md', 'changed'))
    expect(asked).toContain('shop/web/storefront')
  })

  it('reads again what includes a file of a branch with a new commit, not what includes it at a tag', async () => {
    const asked = await askedAgain(() => commit('platform/ci-templates', 'README.md', 'changed'))
    expect(asked).toContain('platform/observability/grafana-dashboards')
    expect(asked).not.toContain('platform/runner-images')
  })
})
describe('what is new and what is gone since the scan before', () => {
  it('is nothing after the first scan, then what no scan before had seen, until the next scan', async () => {
    await database().scan.deleteMany()
    const first = await scan()
    expect(await loadScanChanges()).toEqual({ since: null, new: [], gone: [] })
    expect(await countScanNews()).toEqual({ since: null, new: 0, gone: 0 })
    const ledger = project('payments/core/ledger')
    const kept = ledger.variables
    ledger.variables = [...kept.filter((one) => one.key !== 'OLD_SFTP_PASSWORD'), variable('BRAND_NEW', 'x')]
    await scan()
    const names = (changes: { key: string }[]) => changes.map(({ key }) => key)
    const changes = await loadScanChanges()
    expect([changes.since, names(changes.new), names(changes.gone)]).toEqual([
      first.finishedAt,
      ['BRAND_NEW'],
      ['OLD_SFTP_PASSWORD'],
    ])
    // The numbers of the page and the rows behind their links are the same.
    expect(await countScanNews()).toEqual({ since: first.finishedAt, new: 1, gone: 1 })
    const rows = async (filter: string) => (await findFiltered(filter)).rows.map(({ variable: { key } }) => key)
    expect([await rows('new:yes'), await rows('gone:yes')]).toEqual([['BRAND_NEW'], ['OLD_SFTP_PASSWORD']])
    await scan()
    expect([await rows('new:yes'), await rows('new:7d')]).toEqual([[], ['BRAND_NEW']])
    expect(await loadScanChanges()).toMatchObject({ new: [], gone: [] })
    ledger.variables = kept
    await scan()
    // What comes back was seen before.
    expect(names((await loadScanChanges()).new)).toEqual([])
  })
})

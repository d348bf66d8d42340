// Owners of the demo estate, as the worker reads them: CODEOWNERS, members, and what GitLab refuses.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { closeDatabase, database } from '@/lib/db/database'
import { refreshPathOwners, saveOwnerStatements } from '@/lib/db/owner-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { findOwners } from './find-owners'
import { findFiltered } from './query-inventory'
import { findOwnerReading, requestOwners, resumeOwners } from './read-owners'
import { requestScan } from './request-scan'
import { runScan } from './run-scan'

let demo: DemoGitlab
let stored: TestDatabase
beforeAll(async () => {
  ;[demo, stored] = await Promise.all([startDemoGitlab({ noValues: true }), startTestDatabase()])
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  process.env.GITLAB_URL = demo.url
  process.env.GITLAB_TOKEN = demo.tokens.admin
  process.env.GITLAB_INCLUDE = 'payments'
  await runScan(await requestScan('test'))
})
beforeEach(async () => {
  demo.setFaults([])
  demo.clearRequests()
  await database().projectOwner.deleteMany()
  await refreshPathOwners()
})
afterAll(async () => {
  await closeDatabase()
  await Promise.all([demo.close(), stored.stop()])
})

const ledger = 'payments/core/ledger'

/** Puts a file into the newest commit of the default branch. */
function put(path: string, file: string, content: string) {
  const project = demo.world.project(path)
  const head = project?.repository.branches[project.defaultBranch ?? 'main']
  const commit = head === undefined ? undefined : project?.repository.commits[head]
  if (!commit) throw new Error(`${path} has no commit.`)
  commit.files[file] = content
}

async function read() {
  await requestOwners('test')
  await resumeOwners()
  return findOwnerReading()
}

describe('reading owners', () => {
  it('takes maintainers where there is no CODEOWNERS, with the number of each person, and groups too', async () => {
    expect((await findOwners()).size).toBe(0)
    expect(await read()).toMatchObject({ state: 'done', message: null })
    const owners = await findOwners()
    const people = owners.get(ledger) ?? []
    expect(people.length).toBeGreaterThan(0)
    expect(people.every(({ source, userId }) => source === 'maintainers' && userId !== null)).toBe(true)
    expect(owners.get('payments')?.length).toBeGreaterThan(0)
    const { rows } = await findFiltered(`owned:${people[0]?.name}`)
    expect(rows.map(({ variable }) => variable.owner)).toContain(ledger)
    expect((await findFiltered('owned:unknown level:project')).rows).toEqual([])
  })

  it('takes CODEOWNERS of the CI configuration, with the numbers of members', async () => {
    put(ledger, 'docs/CODEOWNERS', '* @everybody\n[CI] @ada.okafor\n.gitlab-ci.yml @payments/leads @Ines.Adler\n')
    await read()
    const owners = (await findOwners()).get(ledger)
    expect(owners).toMatchObject([
      { name: 'everybody', source: 'codeowners', userId: null },
      { name: 'payments/leads', source: 'codeowners', userId: null },
      { name: expect.stringMatching(/^ines.adler$/i), source: 'codeowners' },
    ])
    expect((await findFiltered('owned:payments/leads')).rows.length).toBeGreaterThan(0)
    put(ledger, 'docs/CODEOWNERS', '')
  })

  it('lets a CSV file win, also for a project that comes later below its group', async () => {
    await read()
    await saveOwnerStatements([{ path: 'payments/core', source: 'csv', people: [{ name: 'core-team', userId: null }] }])
    expect((await findOwners([ledger])).get(ledger)).toEqual([{ name: 'core-team', source: 'csv', userId: null }])
  })

  it('keeps what GitLab refuses unknown, and says how many', async () => {
    demo.setFaults({ kind: '500', path: '/members' })
    const reading = await read()
    expect(reading).toMatchObject({ state: 'done', message: expect.stringMatching(/^\d+ could not be read/) })
    expect((await findOwners()).has(ledger)).toBe(false)
    expect((await findFiltered('owned:none')).rows).toEqual([])
  })

  it('ends as failed with the reason when the whole connection fails', async () => {
    demo.setFaults({ kind: 'html', path: '/members' })
    expect(await read()).toMatchObject({ state: 'failed', message: expect.stringContaining('web page') })
    demo.setFaults([])
    expect(await read()).toMatchObject({ state: 'done' })
  })
})

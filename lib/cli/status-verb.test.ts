// `cutover status --fail-on-new`: what a pipeline learns about variables that somebody added.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { variable } from '@/e2e/demo-gitlab/world/variable'
import { closeDatabase } from '@/lib/db/database'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { requestScan } from '@/lib/services/request-scan'
import { runScan } from '@/lib/services/run-scan'
import { statusVerb } from './status-verb'

let demo: DemoGitlab
let stored: TestDatabase
beforeAll(async () => {
  ;[demo, stored] = await Promise.all([startDemoGitlab({ projects: 4, variables: 2 }), startTestDatabase()])
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  process.env.GITLAB_URL = demo.url
  process.env.GITLAB_TOKEN = demo.tokens.admin
})
afterAll(async () => {
  await closeDatabase()
  await Promise.all([demo.close(), stored.stop()])
})

async function status(...args: string[]) {
  const said = { stdout: '', stderr: '' }
  const code = await statusVerb.prepare(args)({
    stdout: (text) => {
      said.stdout += text
    },
    stderr: (text) => {
      said.stderr += text
    },
  })
  return { code, ...said }
}

const scan = async () => runScan(await requestScan('test'))

it('exits 1 and names on stderr what no scan before had seen; the JSON stays as it is', async () => {
  await scan()
  // Everything is new to the first scan, so nothing is.
  expect(await status('--fail-on-new')).toMatchObject({ code: 0, stderr: '' })
  const [project] = demo.world.projects.values()
  project?.variables.push(variable('BRAND_NEW', 'x', '', 'production'))
  await scan()
  const found = await status('--json', '--fail-on-new')
  expect(found.code).toBe(1)
  expect(found.stderr).toMatch(
    /^1 variable is new since the scan of \S+:\n {2}BRAND_NEW \(production\) of project fleet\/team-001\/service-00001\n$/,
  )
  expect(Object.keys(JSON.parse(found.stdout))).toEqual(['complete', 'scanned_at', 'counts'])
  expect(await status()).toMatchObject({ code: 0, stderr: '' })
  await scan()
  expect(await status('--fail-on-new')).toMatchObject({ code: 0, stderr: '' })
})

// A CI change leaves Draft when role, policy and every path with its field are on a real server, and not before.
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { type RulesFile, rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { exportFiles } from '@/lib/core/render/export-files'
import type { MergeRequestRow } from '@/lib/core/render/merge-request-row'
import { closeDatabase } from '@/lib/db/database'
import { findRules } from '@/lib/db/rules-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { listMergeRequests } from '@/lib/services/list-merge-requests'
import { loadPlan } from '@/lib/services/load-plan'
import { findPreview } from '@/lib/services/merge-request-preview'
import { openMergeRequests } from '@/lib/services/open-merge-requests'
import { previewMergeRequests } from '@/lib/services/preview-merge-requests'
import { queueMergeRequests } from '@/lib/services/queue-merge-requests'
import { readVaults } from '@/lib/services/read-vaults'
import { readyMergeRequests } from '@/lib/services/ready-merge-requests'
import { refreshMergeRequests } from '@/lib/services/refresh-merge-requests'
import { requestScan } from '@/lib/services/request-scan'
import { runScan } from '@/lib/services/run-scan'
import { saveRules } from '@/lib/services/save-rules'
import { type StartedServer, startServer } from '../start-server'
import { applyArtefacts } from './apply-artefacts'
import type { EstatePlace } from './estate-rules'
import { EstateServer } from './estate-server'
import { estateValues } from './estate-values'

const project = 'shop/web/checkout'
const say = (line: string) => process.stderr.write(`${line}\n`)
const settings = ['VAULT_ADDR', 'VAULT_TOKEN', 'VAULT_NAMESPACE', 'GITLAB_URL', 'GITLAB_TOKEN', 'GITLAB_WRITE_TOKEN']

let demo: DemoGitlab
let stored: TestDatabase
let started: StartedServer | { skip: string }
let server: EstateServer

beforeAll(async () => {
  started = await startServer(say)
  if ('skip' in started) return
  ;[demo, stored] = await Promise.all([startDemoGitlab(), startTestDatabase()])
  server = new EstateServer(started.server)
  await server.open()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  process.env.GITLAB_URL = demo.url
  process.env.GITLAB_TOKEN = demo.tokens.read
  process.env.GITLAB_WRITE_TOKEN = demo.tokens.write
  process.env.GITLAB_INCLUDE = project
  await runScan(await requestScan('test'))
  await saveRules(rulesOf(server.place), (await findRules()).version, 'test')
  await open()
}, 900_000)

afterAll(async () => {
  for (const name of [...settings, 'GITLAB_INCLUDE']) delete process.env[name]
  if ('skip' in started) return
  await server.close()
  await closeDatabase()
  await Promise.all([demo.close(), stored.stop(), started.stop()])
})

function rulesOf({ address, namespace, prefix }: EstatePlace): RulesFile {
  return rulesFileSchema.parse({
    version: 1,
    vaults: [{ name: 'main', address, audience: address, auth_path: `${prefix}jwt`, namespace }],
    mounts: [{ vault: 'main', path: `${prefix}ci`, engine: 'kv-v2' }],
    tiers: [{ group: 'shop', tier: 'premium' }],
    rules: [{ match: { project }, target: {}, star: { answer: 'per_environment' } }],
  })
}

async function open(): Promise<void> {
  const request = crypto.randomUUID()
  await previewMergeRequests(request)
  const preview = await findPreview(request)
  if (!preview || preview.problem !== null) throw new Error(`No preview: ${preview?.problem}`)
  await queueMergeRequests(preview.plan.hash, { rings: [[`ci:${project}`]], perHour: null }, 'test')
  await openMergeRequests()
}

async function request(): Promise<MergeRequestRow> {
  const found = (await listMergeRequests()).find((row) => row.project === project && row.state === 'open')
  if (!found) throw new Error('There is no open merge request')
  return found
}

const ready = async () => readyMergeRequests([(await request()).id], 'Ada')

/** As GitLab shows it, not as our row does. */
function inGitlab() {
  const found = demo.world.project(project)?.mergeRequests[0]
  if (!found) throw new Error('GitLab holds no merge request')
  return found
}

/** As a developer does who would rather repair the branch than ask. */
async function push(branch: string): Promise<void> {
  const actions = [{ action: 'create', file_path: 'by-hand.txt', content: 'by hand' }]
  const answer = await fetch(`${demo.url}/api/v4/projects/${encodeURIComponent(project)}/repository/commits`, {
    method: 'POST',
    headers: { 'private-token': demo.tokens.write, 'content-type': 'application/json' },
    body: JSON.stringify({ branch, commit_message: 'By hand', actions }),
  })
  if (!answer.ok) throw new Error(`The push was answered with ${answer.status}`)
}

function connect(): void {
  if ('skip' in started) return
  process.env.VAULT_ADDR = started.server.address
  process.env.VAULT_TOKEN = started.server.token
  if (server.place.namespace !== null) process.env.VAULT_NAMESPACE = server.place.namespace
}

describe('a merge request that reads from Vault', () => {
  it('leaves Draft only when all that it needs is live, and is a draft again when that is gone or somebody pushes', {
    timeout: 120_000,
  }, async (context) => {
    if ('skip' in started) {
      say(`Leaving Draft was not tried on a real server: ${started.skip}.`)
      expect(process.env.CI, 'Where CI=true nothing is left out').not.toBe('true')
      return context.skip(started.skip)
    }
    // Without a connection, and on a server that holds nothing, it stays what it is.
    await ready()
    expect(inGitlab().title).toMatch(/^Draft: /)
    expect((await request()).waits?.map(({ code }) => code)).toEqual(['not_connected'])
    connect()
    await ready()
    expect(inGitlab().title).toMatch(/^Draft: /)
    expect((await request()).message).toMatch(/^Stays a draft\. .*not in Vault yet/)

    // All but one field.
    const { estate, plan, rules } = await loadPlan()
    const values = new Map(estateValues(plan))
    const [last, fields = {}] = [...values].at(-1) ?? ['']
    const [field = ''] = Object.keys(fields)
    values.delete(last)
    await applyArtefacts(server, { files: exportFiles({ estate, plan, rules }).files, plan, rules, values })
    await ready()
    expect(inGitlab().title).toMatch(/^Draft: /)
    const missing = (await request()).waits ?? []
    expect(missing.length).toBeGreaterThan(0)
    expect(missing.every(({ code, kind }) => code === 'missing' && kind === 'path')).toBe(true)
    expect(missing.some(({ name }) => name.endsWith(`:${field}`))).toBe(true)

    // Everything.
    await server.make(last, { data: fields })
    await ready()
    expect(inGitlab().title).not.toMatch(/draft/i)
    const left = await request()
    expect(left).toMatchObject({ draft: false, waits: [] })
    expect(left.message).toMatch(/^Left Draft by Ada/)

    // A role that somebody takes away.
    const [role] = plan.roles
    await server.call('DELETE', `auth/${rules.vaults[0]?.auth_path}/role/${role?.name}`)
    await readVaults()
    await refreshMergeRequests()
    expect(inGitlab().title).toMatch(/^Draft: /)
    expect((await request()).message).toContain(`The role ${role?.name} is not in Vault yet`)
    expect(inGitlab().notes.some(({ body }) => body.includes('not in Vault yet'))).toBe(true)

    // A server that does not answer is no reason: nothing is known against it.
    const body = exportFiles({ estate, plan, rules }).files.find(({ path }) => path === `roles/${role?.name}.json`)
    await server.make(`auth/${rules.vaults[0]?.auth_path}/role/${role?.name}`, body?.text)
    await ready()
    expect(inGitlab().title).not.toMatch(/draft/i)
    process.env.VAULT_ADDR = 'http://127.0.0.1:9'
    await readVaults()
    await refreshMergeRequests()
    expect(inGitlab().title).not.toMatch(/draft/i)
    connect()
    await readVaults()

    // A commit that is not Cutover's.
    const { sourceBranch } = inGitlab()
    await push(sourceBranch)
    await refreshMergeRequests()
    expect(inGitlab().title).toMatch(/^Draft: /)
    expect((await request()).message).toMatch(/a commit that Cutover did not make/)
    await ready()
    expect(inGitlab().title).toMatch(/^Draft: /)
  })
})

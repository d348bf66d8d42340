// The client: addresses of REST resources, pages, files byte by byte, GraphQL's ways to fail.
import { createServer, type Server } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DemoGitlab, startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { Secret } from '@/lib/secret'
import { makeGitlabClient } from './gitlab-client'
import { listTopLevelGroups } from './list-top-level-groups'
import { noteMergeRequest } from './merge-requests'
import { readEnvironments, readProtectedEnvironments } from './read-environments'
import { readFile } from './read-file'
import { readInstanceVariables } from './read-instance-variables'
import { readProject } from './read-projects'

let demo: DemoGitlab
const servers: Server[] = []
beforeAll(async () => {
  demo = await startDemoGitlab()
})
afterEach(() => {
  demo.setFaults([])
  demo.clearRequests()
})
afterAll(async () => {
  await demo.close()
  for (const server of servers) server.close()
})

const client = (url = demo.url) => makeGitlabClient({ url, ca: null }, new Secret(demo.tokens.read))

async function answering(status: number, body: unknown): Promise<string> {
  const server = createServer((_, response) => {
    response.statusCode = status
    response.end(JSON.stringify(body))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}/sub/path`
}

function ledger() {
  const project = demo.world.project('payments/core/ledger')
  if (!project) throw new Error('no ledger')
  return project
}

describe('REST', () => {
  it('asks at the whole address of each resource', async () => {
    expect(await readProtectedEnvironments(client(), ledger().id)).toEqual(['production'])
    await noteMergeRequest(client(), ledger().id, 1, 'hello').catch(() => {})
    expect(demo.requests().map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /api/v4/projects/${ledger().id}/protected_environments`,
      `POST /api/v4/projects/${ledger().id}/merge_requests/1/notes`,
    ])
  })

  it('reads every page of a list', async () => {
    const project = ledger()
    const kept = project.environments
    const [one] = kept
    if (!one) throw new Error('no environment')
    project.environments = Array.from({ length: 250 }, (_, n) => ({ ...one, id: 5000 + n, name: `review/${n}` }))
    const names = (await readEnvironments(client(), project.id)).map(({ name }) => name)
    project.environments = kept
    expect(new Set(names).size).toBe(250)
    expect(demo.requests()).toHaveLength(3)
  })

  it('lists the top-level groups', async () => {
    const groups = await listTopLevelGroups(client())
    expect([...groups].sort()).toEqual(['data', 'legal', 'payments', 'platform', 'shop'])
  })

  it('works below a path of the server', async () => {
    const url = await answering(200, [])
    expect(await listTopLevelGroups(client(url))).toEqual([])
  })
})

describe('files', () => {
  const fileOf = async (bytes: number[]) => {
    const content = Buffer.from(bytes).toString('base64')
    const url = await answering(200, { content, encoding: 'base64', last_commit_id: 'abc' })
    return readFile(client(url), 1, '.gitlab-ci.yml', 'main')
  }

  it('keep the byte order mark and CRLF', async () => {
    const bytes = [0xef, 0xbb, 0xbf, 0x61, 0x3a, 0x0d, 0x0a]
    const file = await fileOf(bytes)
    expect([...Buffer.from(file?.text ?? '', 'utf8')]).toEqual(bytes)
    expect(file).toMatchObject({ exact: true, lastCommitId: 'abc' })
  })

  it('say when other bytes than UTF-8 are in them', async () => {
    expect(await fileOf([0x23, 0x20, 0xe9, 0x0a])).toMatchObject({ text: '# \uFFFD\n', exact: false })
  })

  it('are null where there is none', async () => {
    expect(await readFile(client(), ledger().id, 'no/such/file.yml', 'main')).toBeNull()
  })
})

describe('GraphQL', () => {
  it('takes null as not permitted, never as none', async () => {
    expect(await readInstanceVariables(client())).toBeNull()
    expect(await readProject(client(), 'legal/board-minutes')).toBeNull()
    expect((await readProject(client(), 'legal/dsar-exports'))?.variables).toBeNull()
  })

  it.each([
    ['errors beside data', { data: { project: null }, errors: [{ message: 'Timeout on SECRETWORD' }] }],
    ['errors alone', { errors: [{ message: 'SECRETWORD' }] }],
    ['no data', { data: null }],
    ['another shape', { data: { project: { id: 7 } } }],
    ['a list', []],
  ])('fails on %s, without what was said', async (_, body) => {
    const error = await readProject(client(await answering(200, body)), 'a/b').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'GitlabError', message: expect.not.stringContaining('SECRETWORD') })
  })
})

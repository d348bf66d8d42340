// Two workers on one database: what one of them is told about the rate limit holds for both.
import { readdir, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { closeDatabase } from '@/lib/db/database'
import { extendPause, findPause } from '@/lib/db/pause-repository'
import { makeGitlabClient } from '@/lib/gitlab/gitlab-client'
import { makePace } from '@/lib/gitlab/pace'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { Secret } from '@/lib/secret'
import { pacedClient } from './shared-pace'

// A wait of seconds, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

let stored: TestDatabase
const servers: Server[] = []
beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
})
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})

/** Answers 429 with this many seconds once, then well; notes who asked when. */
async function limited(seconds: number): Promise<{ url: string; asked: { token: string; at: number }[] }> {
  const asked: { token: string; at: number }[] = []
  let refused = false
  const server = createServer((request, response) => {
    asked.push({ token: String(request.headers['private-token']), at: Date.now() })
    if (!refused) {
      refused = true
      response.writeHead(429, { 'retry-after': String(seconds) }).end('Retry later\n')
      return
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{}}')
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

/** As another process has it: its own memory, the same database. */
function worker(url: string, name: string, waits: number[] = []) {
  const pace = makePace({ left: () => findPause(url), extend: (milliseconds) => extendPause(url, milliseconds) })
  return makeGitlabClient({ url, ca: null }, new Secret(name), (seconds) => waits.push(seconds), pace)
}

it('keeps a second worker from asking until the wait that the first was given is over', async () => {
  const { url, asked } = await limited(5)
  const waits: number[] = []
  const first = worker(url, 'first').graphql('query { a }', {})
  await expect.poll(() => findPause(url), { timeout: 20_000 }).toBeGreaterThan(0)
  await Promise.all([first, worker(url, 'second', waits).graphql('query { b }', {})])
  const refusedAt = asked[0]?.at ?? 0
  const later = asked.slice(1)
  expect(later.map(({ token }) => token).sort()).toEqual(['first', 'second'])
  // The pause is counted by the database's clock from when it was written, a moment after the refusal.
  expect(later.every(({ at }) => at - refusedAt >= 4900)).toBe(true)
  // It is told how long; on a busy machine a rest of the pause can be left and is told too.
  expect(waits[0]).toBeGreaterThanOrEqual(1)
})

it('only ever lengthens a pause, and knows one for each address', async () => {
  await extendPause('http://one.example', 60_000)
  await extendPause('http://one.example', 1000)
  expect(await findPause('http://one.example')).toBeGreaterThan(50_000)
  expect(await findPause('http://other.example')).toBe(0)
})

it('goes on where the pause cannot be shared', async () => {
  const { url, asked } = await limited(0)
  const broken = () => Promise.reject(new Error('no database'))
  const client = makeGitlabClient(
    { url, ca: null },
    new Secret('x'),
    undefined,
    makePace({ left: broken, extend: broken }),
  )
  await client.graphql('query { a }', {})
  expect(asked).toHaveLength(2)
})

it('has a client of merge requests and histories keep the pause that a scan was given', async () => {
  const { url, asked } = await limited(0)
  await extendPause(url, 3000)
  const waits: number[] = []
  const paused = Date.now()
  await pacedClient({ url, ca: null }, new Secret('writes'), (seconds) => waits.push(seconds)).graphql(
    'query { a }',
    {},
  )
  expect(waits.length).toBeGreaterThan(0)
  // Counted by the database's clock from when it was written, a moment before.
  expect((asked[0]?.at ?? 0) - paused).toBeGreaterThanOrEqual(2900)
})

it('leaves no service a client of its own pace', async () => {
  const folder = new URL('.', import.meta.url)
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const texts = await Promise.all(files.map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')]))
  const making = texts.filter(([, text]) => text?.includes('makeGitlabClient(')).map(([name]) => name)
  expect(making).toEqual(['shared-pace.ts'])
})

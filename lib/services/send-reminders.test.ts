// Reminders against a web hook that is a plain HTTP server.
import { createServer, type Server } from 'node:http'
import process from 'node:process'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { closeDatabase, database } from '@/lib/db/database'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { sendReminders } from './send-reminders'

let stored: TestDatabase
let hook: Server
let status = 200
let received: { text: string; merge_requests: { project: string; days: number }[] }[] = []

beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
  hook = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    received.push(JSON.parse(text))
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
  const address = hook.address()
  process.env.CUTOVER_WEBHOOK_URL = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hook`
})
beforeEach(async () => {
  received = []
  status = 200
  await database().mergeRequest.deleteMany()
  const old = new Date(Date.now() - 10 * 24 * 3600 * 1000)
  const common = { kind: 'ci', branch: 'b', targetBranch: 'main', title: 'T', who: 'Ada', state: 'open' }
  await database().mergeRequest.createMany({
    data: [
      { ...common, project: 'shop/old', artefactHash: 'a', url: 'https://gitlab.example.com/1', openedAt: old },
      { ...common, project: 'shop/new', artefactHash: 'b', url: 'https://gitlab.example.com/2', openedAt: new Date() },
    ],
  })
})
afterAll(async () => {
  delete process.env.CUTOVER_WEBHOOK_URL
  hook.close()
  await closeDatabase()
  await stored.stop()
})

it('names what waits for longer than a week, and names it once', async () => {
  expect([await sendReminders(), await sendReminders()]).toEqual([1, 0])
  expect(received.map((one) => one.merge_requests.map(({ project, days }) => [project, days]))).toEqual([
    [['shop/old', 10]],
  ])
})

it('tries again where the hook did not take it, and never tells the address of the hook', async () => {
  status = 500
  await expect(sendReminders()).rejects.toThrow(/^The web hook answered with 500$/)
  status = 200
  expect(await sendReminders()).toBe(1)
})

it('sends nothing without an address, and refuses one that is none', async () => {
  const { CUTOVER_WEBHOOK_URL: url } = process.env
  delete process.env.CUTOVER_WEBHOOK_URL
  expect(await sendReminders()).toBe(0)
  process.env.CUTOVER_WEBHOOK_URL = 'no address'
  await expect(sendReminders()).rejects.toMatchObject({ code: 'webhook_not_configured' })
  process.env.CUTOVER_WEBHOOK_URL = url
})

// The way of a job as the page that asked for it sees it.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase } from '@/lib/db/database'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { enqueueCheck, enqueueReadyMergeRequests } from './enqueue'
import { jobQueue, stopJobQueue } from './job-queue'
import { jobState } from './job-state'

const queue = 'ready-merge-requests'

let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.webUrl
})
afterAll(async () => {
  await stopJobQueue()
  await closeDatabase()
  await stored.stop()
})

async function taken(): Promise<string> {
  const ticket = await enqueueReadyMergeRequests([], 'ada')
  const id = ticket?.id ?? ''
  expect(await jobState(queue, id)).toEqual({ state: 'waiting' })
  await (await jobQueue()).fetch(queue)
  expect(await jobState(queue, id)).toEqual({ state: 'running' })
  return id
}

describe('a job that a page follows', () => {
  it('waits, runs and is done', async () => {
    const id = await taken()
    await (await jobQueue()).complete(queue, id, { failed: null })
    expect(await jobState(queue, id)).toEqual({ state: 'done' })
  })

  it('says what the worker said when it failed', async () => {
    const id = await taken()
    await (await jobQueue()).complete(queue, id, { failed: 'GitLab refused the token.' })
    expect(await jobState(queue, id)).toEqual({ state: 'failed', message: 'GitLab refused the token.' })
  })

  it('failed in plain words where the worker was lost with it', async () => {
    const id = await taken()
    await (await jobQueue()).cancel(queue, id)
    expect(await jobState(queue, id)).toMatchObject({ state: 'failed' })
  })

  it('is done where the queue does not keep it any more', async () => {
    expect(await jobState(queue, randomUUID())).toEqual({ state: 'done' })
  })

  it('is made only so often, whoever asks', async () => {
    const asked = await Promise.all(Array.from({ length: 20 }, () => enqueueCheck()))
    expect(asked).toContainEqual(expect.objectContaining({ queue: 'check-gitlab' }))
    expect(asked).toContain(null)
  })
})

// The durable queue (pg-boss on our PostgreSQL), started when first used. Its schema is made by the migrations.
import PgBoss from 'pg-boss'
import { databaseUrl } from '@/lib/env'
import { queueNames } from './definitions'

const shared = globalThis as { cutoverQueue?: Promise<PgBoss> }

/** `supervise` is for the worker: expired and old jobs are tidied there. */
export function jobQueue(supervise = false): Promise<PgBoss> {
  shared.cutoverQueue ??= start(supervise).catch((error) => {
    shared.cutoverQueue = undefined
    throw error
  })
  return shared.cutoverQueue
}

async function start(supervise: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: databaseUrl(),
    schema: 'pgboss',
    migrate: false,
    supervise,
    schedule: false,
    max: 4,
  })
  boss.on('error', (error) => console.error('The job queue reports:', error.name))
  await boss.start()
  for (const name of queueNames) await boss.createQueue(name)
  return boss
}

export async function stopJobQueue(): Promise<void> {
  const boss = await shared.cutoverQueue
  shared.cutoverQueue = undefined
  await boss?.stop({ graceful: false, wait: true })
}

// A lock that ends with its holder: PostgreSQL frees it when the connection of a killed process breaks.
import pg from 'pg'
import { databaseUrl } from '@/lib/env'

/** Runs `work` if no other process holds the lock of that name; tells whether it ran. */
export async function withAdvisoryLock(name: string, work: () => Promise<void>): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl(), application_name: 'cutover lock' })
  client.on('error', () => {})
  await client.connect()
  try {
    const taken = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got', [
      name,
    ])
    if (!taken.rows[0]?.got) return false
    await work()
    return true
  } finally {
    await client.end()
  }
}

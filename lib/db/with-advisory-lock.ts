// A lock that ends with its holder: PostgreSQL frees it when the connection of a killed process breaks.
import pg from 'pg'
import { databaseUrl } from '@/lib/env'

/** Runs `work` if no other process holds the lock of that name, or, with `wait`, once no other does; tells whether it ran. */
export async function withAdvisoryLock(
  name: string,
  work: () => Promise<void>,
  { wait = false }: { wait?: boolean } = {},
): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl(), application_name: 'cutover lock' })
  client.on('error', () => {})
  await client.connect()
  try {
    if (wait) await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name])
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

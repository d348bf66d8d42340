// A migrated database of its own for a benchmark, on a PostgreSQL that ends with it.
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import startBroker from '@/lib/launch/test-postgres-broker'

export async function withTestDatabase<T>(work: (database: TestDatabase) => Promise<T>): Promise<T> {
  const stopBroker = await startBroker()
  try {
    const database = await startTestDatabase()
    try {
      return await work(database)
    } finally {
      await database.stop()
    }
  } finally {
    await stopBroker()
  }
}

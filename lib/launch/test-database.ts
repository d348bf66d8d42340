// A fresh, migrated database for one test file.
import type { DatabaseUrls } from './embedded-postgres'

export type TestDatabase = DatabaseUrls & {
  stop: () => Promise<void>
  /** Makes a role that may make roles, once; gives its address. */
  addManager: () => Promise<string>
}

/**
 * Asks the run's broker (`test-postgres-broker.ts`) for a database of its own, with the addresses of the three roles.
 * `stop` drops it. Fails when the process was not started by vitest, or with what went wrong in the broker.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  const broker = process.env.CUTOVER_TEST_POSTGRES
  if (!broker) throw new Error('There is no test PostgreSQL here: startTestDatabase() works in tests that vitest runs.')
  const response = await fetch(broker, { method: 'POST' })
  const text = await response.text()
  if (!response.ok) throw new Error(`The test PostgreSQL did not make a database: ${text}`)
  const { name, ownerUrl, workerUrl, webUrl } = JSON.parse(text)
  const stop = async () => {
    await fetch(new URL(name, broker), { method: 'DELETE' })
  }
  const addManager = async () => {
    const answered = await fetch(new URL(name, broker), { method: 'POST' })
    const said = await answered.text()
    if (!answered.ok) throw new Error(`The test PostgreSQL did not make a role: ${said}`)
    return String(JSON.parse(said).managerUrl)
  }
  return { ownerUrl, workerUrl, webUrl, stop, addManager }
}

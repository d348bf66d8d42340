// The database for one run of the `cutover` command, whether or not `npm start` runs.
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { LockHolder } from '../../bin/setup/pid-lock.mjs'
import { PlainError } from '../../bin/setup/plain-error.mjs'
import { inUse, lockDataFolder } from './data-folder'
import { plainDatabaseError } from './database-error'
import { storedUrls } from './embedded-postgres'
import { launchSettings } from './launch-settings'
import { startDatabase } from './start-database'

export type OpenDatabase = {
  /** The address for the role that reads and writes rows. */
  url: string
  /** Whether a launcher, so most likely a worker, runs on this database. */
  shared: boolean
  stop: () => Promise<void>
}

type Where = {
  root?: string
  from?: string
  env?: Record<string, string | undefined>
  tell?: (message: string) => void
}

const ownRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

async function whenReachable(url: string): Promise<void> {
  for (let waited = 0; ; waited += 200) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('SELECT 1 FROM sign_in_token LIMIT 1')
      return
    } catch (error) {
      // The launcher that holds the folder may have begun a moment ago.
      if (waited > 15_000) throw plainDatabaseError(error, url)
      await sleep(200)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

async function ofLauncher(folder: string, holder: LockHolder): Promise<OpenDatabase> {
  if (holder.database === 'external') {
    throw new PlainError(
      `The Cutover that runs with the data folder ${folder} (process ${holder.pid}) uses a DATABASE_URL. Set the same DATABASE_URL for this command.`,
    )
  }
  const urls = storedUrls(folder)
  if (!urls) throw inUse(folder, holder)
  await whenReachable(urls.workerUrl)
  return { url: urls.workerUrl, shared: true, stop: async () => {} }
}

/**
 * With DATABASE_URL that database, migrated. Else the one of the `npm start` that holds the data folder; else the embedded
 * PostgreSQL, started here under the folder's lock and stopped by `stop`. Another run of the command is waited for.
 * Fails with a plain error: unreachable, newer than the code, folder not writable or not reachable.
 */
export async function openDatabase({
  root = ownRoot,
  from = process.cwd(),
  env = process.env,
  tell = console.error,
}: Where = {}): Promise<OpenDatabase> {
  const settings = launchSettings(root, from, { ...env, DATABASE_WEB_URL: undefined })
  if (settings.external) {
    // The web's address does not matter to the command, and its grants are the launcher's work.
    const { ownerUrl } = settings.external
    const database = await startDatabase({ ...settings, external: { ownerUrl, webUrl: null } })
    return { url: database.workerUrl, shared: true, stop: database.stop }
  }
  for (let told = false; ; told = true) {
    const lock = lockDataFolder(settings.dataFolder, { kind: 'command', database: 'embedded' })
    if (lock.release) {
      try {
        const database = await startDatabase(settings)
        return {
          url: database.workerUrl,
          shared: false,
          stop: async () => {
            await database.stop()
            lock.release()
          },
        }
      } catch (error) {
        lock.release()
        throw error
      }
    }
    if (lock.holder.kind !== 'command') return ofLauncher(settings.dataFolder, lock.holder)
    if (!told)
      tell(
        `Waiting: another run of the command (process ${lock.holder.pid}) uses the data folder ${settings.dataFolder}.`,
      )
    await sleep(300)
  }
}

// The database of a start: the embedded one or the person's own, migrated, with the addresses of its roles.
import path from 'node:path'
import { type DatabaseUrls, roles, startEmbeddedPostgres } from './embedded-postgres'
import { checkExternalDatabase } from './external-database'
import type { LaunchSettings } from './launch-settings'
import { migrate } from './migrate'

export type RunningDatabase = DatabaseUrls & {
  /** Resolves when an embedded server has ended; never for the person's own. */
  exited: Promise<void>
  stop: () => Promise<void>
}

/** The caller holds the data folder's lock. Fails with a plain error; an embedded server is then stopped again. */
export async function startDatabase({
  root,
  dataFolder,
  external,
}: Pick<LaunchSettings, 'root' | 'dataFolder' | 'external'>): Promise<RunningDatabase> {
  const migrations = path.join(root, 'prisma', 'migrations')
  if (external) {
    const { webRole } = await checkExternalDatabase(external.ownerUrl, external.webUrl)
    await migrate(external.ownerUrl, migrations, webRole ? [webRole] : [])
    return {
      ownerUrl: external.ownerUrl,
      workerUrl: external.ownerUrl,
      webUrl: external.webUrl ?? external.ownerUrl,
      exited: new Promise(() => {}),
      stop: async () => {},
    }
  }
  const server = await startEmbeddedPostgres(dataFolder)
  try {
    await migrate(server.ownerUrl, migrations, [roles.worker, roles.web])
    return server
  } catch (error) {
    await server.stop()
    throw error
  }
}

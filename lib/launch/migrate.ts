// Brings a database to the state that this code needs: our migrations, the queue's schema, the grants.
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import PgBoss from 'pg-boss'
import { PlainError } from '../../bin/setup/plain-error.mjs'
import { isDiskFull, plainDatabaseError } from './database-error'
import { grantRoles } from './grant-roles'

// Prisma's own number, so that `prisma migrate deploy` and this runner wait for each other
// (schema-engine: sql-schema-connector/src/flavour/postgres, acquire_lock).
const lock = 72707369

// As Prisma makes it (sql-schema-connector/src/flavour/postgres/connector.rs, create_migrations_table).
const historyTable = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

type Migration = { name: string; sql: string; checksum: string }
type Applied = { migration_name: string; checksum: string; finished_at: Date | null }

function migrationsIn(folder: string): Migration[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/** Names of all migrations of this code, in order. */
export function migrationNames(folder: string): string[] {
  return migrationsIn(folder).map(({ name }) => name)
}

function refuseUnknown(applied: Applied[], known: Migration[]) {
  for (const row of applied) {
    const migration = known.find(({ name }) => name === row.migration_name)
    if (!migration) {
      throw new PlainError(
        `This database is newer than the code: it has the migration "${row.migration_name}", which this version of Cutover does not know.\n` +
          'Nothing was changed. Start the newer version of Cutover, or use another database or data folder (CUTOVER_DATA).',
      )
    }
    if (row.finished_at === null) {
      throw new PlainError(
        `The migration "${row.migration_name}" failed before and was left half done. Restore the database from its backup.`,
      )
    }
    if (migration.checksum !== row.checksum) {
      throw new PlainError(
        `The migration "${row.migration_name}" is not the one that this database has applied, so the two may not fit. Nothing was changed.\n` +
          'Restore prisma/migrations from the repository, or use another database or data folder (CUTOVER_DATA).',
      )
    }
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration) {
  const started = new Date()
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, $4, 1)`,
      [randomUUID(), checksum, name, started],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    if (isDiskFull(error)) throw error
    throw new PlainError(
      `The migration "${name}" failed and was rolled back: ${error instanceof Error ? error.message : error}`,
    )
  }
}

async function makeQueueSchema(databaseUrl: string) {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema: 'pgboss',
    supervise: false,
    schedule: false,
    max: 2,
  })
  boss.on('error', () => {})
  await boss.start()
  await boss.stop({ graceful: false, wait: true })
}

/**
 * Applies what is missing of `migrationsFolder` (one folder each, with its migration.sql) in the order of their names, each in
 * one transaction, and records it where `prisma migrate deploy` would; then makes pg-boss's schema and grants `roles` their use.
 * Any number of processes may call it at once: they wait for each other. Resolves to the names that were applied now.
 * Fails with a plain error: unreachable, newer than the code, a migration that was changed or failed.
 */
export async function migrate(
  databaseUrl: string,
  migrationsFolder: string,
  roles: readonly string[] = [],
): Promise<string[]> {
  const known = migrationsIn(migrationsFolder)
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw plainDatabaseError(error, databaseUrl)
  }
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock])
    await client.query(historyTable)
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    refuseUnknown(rows, known)
    const missing = known.filter(({ name }) => !rows.some((row) => row.migration_name === name))
    for (const migration of missing) await apply(client, migration)
    await makeQueueSchema(databaseUrl)
    await grantRoles(client, roles)
    return missing.map(({ name }) => name)
  } catch (error) {
    throw plainDatabaseError(error, databaseUrl)
  } finally {
    await client.end().catch(() => {})
  }
}

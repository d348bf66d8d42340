// A PostgreSQL of the person's own, by DATABASE_URL: reachable, and web's role is no superuser.
import pg from 'pg'
import { PlainError } from '../../bin/setup/plain-error.mjs'
import { plainDatabaseError } from './database-error'

type Who = { role: string; database: string; superuser: boolean; version: number }

async function whoAmI(url: string, name: string): Promise<Who> {
  let client: pg.Client
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    client.on('error', () => {})
    await client.connect()
  } catch (error) {
    if (error instanceof Error && /timeout expired|Invalid URL/.test(error.message)) {
      throw new PlainError(
        `${name} cannot be reached (${error.message}). Write it like postgresql://user:password@host:5432/cutover.`,
      )
    }
    throw plainDatabaseError(error, url, name)
  }
  try {
    // Superuser by itself, or by a role it may become; the two roles read files and run programs on the server.
    const { rows } = await client.query<Who>(`
      SELECT current_user AS role, current_database() AS database, current_setting('server_version_num')::int AS version,
        EXISTS (SELECT 1 FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')
          AND (rolsuper OR rolname IN ('pg_read_server_files', 'pg_execute_server_program'))) AS superuser`)
    const found = rows[0]
    if (!found) throw new PlainError(`${name} answered nothing.`)
    return found
  } finally {
    await client.end().catch(() => {})
  }
}

/** The SQL that makes the right roles, for a person to run as a superuser. */
export function rolesSql(database: string): string {
  const name = pg.escapeIdentifier(database)
  return [
    "CREATE ROLE cutover_owner LOGIN PASSWORD 'choose-one';",
    "CREATE ROLE cutover_web LOGIN PASSWORD 'choose-another';",
    `ALTER DATABASE ${name} OWNER TO cutover_owner;`,
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC;`,
    `GRANT CONNECT ON DATABASE ${name} TO cutover_web;`,
  ].join('\n')
}

/**
 * Checks both addresses and resolves to the role of `webUrl`, which is null where no web will run. Refuses a superuser for web: a superuser can read files and
 * environments through SQL, so whoever took over the web would have the credentials of everything on that machine.
 */
export async function checkExternalDatabase(
  ownerUrl: string,
  webUrl: string | null,
): Promise<{ webRole: string | null }> {
  const owner = await whoAmI(ownerUrl, 'DATABASE_URL')
  if (owner.version < 150000)
    throw new PlainError('DATABASE_URL is a PostgreSQL older than 15. Cutover needs 15 or newer.')
  if (webUrl === null) return { webRole: null }
  const web = webUrl === ownerUrl ? owner : await whoAmI(webUrl, 'DATABASE_WEB_URL')
  if (web.database !== owner.database) {
    throw new PlainError(
      `DATABASE_WEB_URL is the database "${web.database}", DATABASE_URL is "${owner.database}". Both must be the same database.`,
    )
  }
  if (web.superuser) {
    throw new PlainError(
      `The web would use the role "${web.role}", which is a superuser of that PostgreSQL (or may read its files). Cutover refuses that.\n` +
        `Make two roles (SQL below), then set DATABASE_URL to cutover_owner and DATABASE_WEB_URL to cutover_web.\n\n${rolesSql(owner.database)}`,
    )
  }
  return { webRole: web.role }
}

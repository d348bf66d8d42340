// What the roles of worker and web may do: read and write rows, never change the schema.
import type pg from 'pg'

/**
 * Grants `roles` the rows of every table, now and for tables to come, in our schema and pg-boss's. The client is the owner.
 * A queue is a table of its own (pg-boss 10, plans.js, createQueueFunction), so that function runs with its owner's rights;
 * without this only the owner could make a queue.
 */
export async function grantRoles(client: pg.Client, roles: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ schema: string; me: string }>(
    'SELECT current_schema() AS schema, current_user AS me',
  )
  const found = rows[0]
  if (!found) return
  const others = roles.filter((role) => role !== found.me)
  if (others.length === 0) return
  const to = others.map((role) => client.escapeIdentifier(role)).join(', ')
  for (const schema of [client.escapeIdentifier(found.schema), 'pgboss']) {
    const statements = [
      `GRANT USAGE ON SCHEMA ${schema} TO ${to}`,
      `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${to}`,
      `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${to}`,
      `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${to}`,
      `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT USAGE, SELECT ON SEQUENCES TO ${to}`,
    ]
    for (const statement of statements) await client.query(statement)
  }
  await client.query(`REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${to}`)
  // The history is evidence: rows are added, never changed or taken away.
  const history = await client.query<{ found: boolean }>("SELECT to_regclass('variable_history') IS NOT NULL AS found")
  if (history.rows[0]?.found) await client.query(`REVOKE UPDATE, DELETE ON variable_history FROM ${to}`)
  const functions = await client.query<{ signature: string }>(
    "SELECT oid::regprocedure::text AS signature FROM pg_proc WHERE pronamespace = 'pgboss'::regnamespace AND proname = 'create_queue'",
  )
  for (const { signature } of functions.rows) {
    await client.query(`ALTER FUNCTION ${signature} SECURITY DEFINER SET search_path = pgboss, pg_temp`)
    await client.query(`REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC`)
    await client.query(`GRANT EXECUTE ON FUNCTION ${signature} TO ${to}`)
  }
}

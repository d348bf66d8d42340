// Until when nobody asks a GitLab anything, shared by all processes through the database's clock.
import { database } from './database'

const nameOf = (url: string) => `gitlab_pause ${url}`

/** Milliseconds from now; 0 for none. */
export async function findPause(url: string): Promise<number> {
  const rows = await database().$queryRaw<{ left: number }[]>`SELECT
    greatest(0, (data->>'until')::float8 - extract(epoch FROM clock_timestamp()) * 1000)::float8 AS left
    FROM fact WHERE name = ${nameOf(url)}`
  return rows[0]?.left ?? 0
}

/** Never shortens a pause that another process asked for. */
export async function extendPause(url: string, milliseconds: number): Promise<void> {
  await database().$executeRaw`INSERT INTO fact (name, data, at)
    VALUES (${nameOf(url)}, jsonb_build_object('until', extract(epoch FROM clock_timestamp()) * 1000 + ${milliseconds}::float8), now())
    ON CONFLICT (name) DO UPDATE SET at = EXCLUDED.at, data = jsonb_build_object('until',
      greatest((fact.data->>'until')::float8, (EXCLUDED.data->>'until')::float8))`
}

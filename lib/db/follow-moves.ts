// A project or group that has another path than before is still the same: what Cutover keeps about it follows.
import { Prisma } from './generated/client'
import { instanceSql } from './instance-sql'

/** Numbers tell projects of one GitLab apart. */
const sameGitlab = Prisma.sql`${instanceSql('old.key')} = ${instanceSql('now.path')}`

type Transaction = Prisma.TransactionClient

export type Place = { id: number | null; fullPath: string; archived?: boolean }

export type Move = { kind: 'group' | 'project'; id: number; from: string; to: string }

/**
 * To be called before the new estate is written: compares numbers with those of the published one. Variables with their dates,
 * comments, rows, merge requests, placements, read histories, owners and the counts of a group's days get the new path; the
 * history of a variable, which is never changed, is found by its former ids. Returns what moved.
 */
export async function followMoves(
  transaction: Transaction,
  now: { groups: readonly Place[]; projects: readonly Place[] },
  at: Date,
): Promise<Move[]> {
  const moves = [
    ...(await movesOf(transaction, 'group', now.groups)),
    ...(await movesOf(transaction, 'project', now.projects)),
  ]
  await noteArchived(transaction, now.projects, at)
  if (moves.length === 0) return []
  await moveIds(transaction, moves, at)
  const projects = moves.filter(({ kind }) => kind === 'project')
  for (const [table, column] of byPath) await movePaths(transaction, table, column, projects)
  await transaction.$executeRaw`UPDATE merge_request SET project = move."to"
    FROM ${movesSql(projects)} WHERE project = move."from" AND NOT EXISTS (SELECT FROM merge_request AS other
      WHERE other.project = move."to" AND other.kind = merge_request.kind AND other.artefact_hash = merge_request.artefact_hash)`
  await movePaths(transaction, 'project_owner', 'path', moves)
  const groups = moves.filter(({ kind }) => kind === 'group')
  await movePaths(transaction, 'daily_group_count', 'group', groups)
  await transaction.$executeRaw`INSERT INTO estate_move (kind, what, number, from_path, to_path, at)
    SELECT move.kind, 'moved', move.id, move."from", move."to", ${at} FROM ${movesSql(moves)}`
  return moves
}

/** A project that is archived runs no job; one that is unarchived does again. */
async function noteArchived(transaction: Transaction, projects: readonly Place[], at: Date): Promise<void> {
  const known = projects.filter((one) => one.id !== null && one.archived !== undefined)
  await transaction.$executeRaw`INSERT INTO estate_move (kind, what, number, from_path, to_path, at)
    SELECT 'project', CASE WHEN now.archived THEN 'archived' ELSE 'unarchived' END, now.id, now.path, NULL, ${at}
    FROM estate_part AS old JOIN unnest(${known.map(({ id }) => id ?? 0)}::bigint[],
      ${known.map(({ fullPath }) => fullPath)}::text[], ${known.map(({ archived }) => archived ?? false)}::boolean[])
      AS now(id, path, archived) ON jsonb_typeof(old.data->'id') = 'number' AND (old.data->>'id')::bigint = now.id
      AND ${sameGitlab}
    WHERE old.kind = 'project' AND jsonb_typeof(old.data->'archived') = 'boolean'
      AND (old.data->>'archived')::boolean <> now.archived`
}

/**
 * What a whole listing does not name, and its own path does not find, is deleted or hidden from the token: GitLab answers alike.
 * What moved is neither.
 */
export async function noteDeleted(
  transaction: Transaction,
  gone: readonly { kind: string; key: string }[],
  moves: readonly Move[],
  at: Date,
): Promise<void> {
  const left = new Set(moves.map(({ kind, from }) => `${kind} ${from}`))
  const lost = gone.filter(({ kind, key }) => kind !== 'ci_basis' && !left.has(`${kind} ${key}`))
  if (lost.length === 0) return
  await transaction.$executeRaw`INSERT INTO estate_move (kind, what, number, from_path, to_path, at)
    SELECT kind, 'deleted', NULL, path, NULL, ${at}
    FROM unnest(${lost.map(({ kind }) => kind)}::text[], ${lost.map(({ key }) => key)}::text[]) AS lost(kind, path)`
}

const byPath = [
  ['project_placement', 'project'],
  ['job_history', 'project'],
] as const

async function movesOf(transaction: Transaction, kind: Move['kind'], now: readonly Place[]): Promise<Move[]> {
  const known = now.filter(({ id }) => id !== null)
  const ids = known.map(({ id }) => id ?? 0)
  const rows = await transaction.$queryRaw<{ id: number; from: string; to: string }[]>`
    SELECT now.id::float8 AS id, old.key AS "from", now.path AS "to" FROM estate_part AS old
    JOIN unnest(${ids}::bigint[], ${known.map(({ fullPath }) => fullPath)}::text[]) AS now(id, path)
      ON jsonb_typeof(old.data->'id') = 'number' AND (old.data->>'id')::bigint = now.id AND ${sameGitlab}
    WHERE old.kind = ${kind} AND old.key <> now.path
      AND NOT EXISTS (SELECT FROM estate_part AS same WHERE same.kind = ${kind} AND same.key = now.path
        AND same.data->'id' = old.data->'id')
    ORDER BY old.key`
  return rows.map((row) => ({ kind, ...row }))
}

const movesSql = (moves: readonly Move[]) => Prisma.sql`unnest(
  ${moves.map(({ kind }) => kind)}::text[], ${moves.map(({ id }) => id)}::bigint[],
  ${moves.map(({ from }) => from)}::text[], ${moves.map(({ to }) => to)}::text[]) AS move(kind, id, "from", "to")`

/**
 * Ids are texts of `variableId`, so a path in them is replaced as text; paths of GitLab hold nothing that JSON escapes. What
 * stood under a new id belonged to another project of that path: it makes room. A mark in between lets two paths change places.
 */
async function moveIds(transaction: Transaction, moves: readonly Move[], at: Date): Promise<void> {
  const found = await transaction.$queryRaw<{ from: string; to: string; path: string }[]>`
    SELECT seen.id AS "from", change.after || substr(seen.id, length(change.before) + 1) AS "to", change.path
    FROM seen_variable AS seen JOIN (
      SELECT '["' || level || '","' || move."from" || ending AS before, '["' || level || '","' || move."to" || ending AS after,
        move."to" AS path
      FROM ${movesSql(moves)}
      JOIN (VALUES ('group', 'group', '",'), ('project', 'project', '",'), ('project', 'schedule', '#')) AS form(kind, level, ending)
        ON form.kind = move.kind) AS change ON starts_with(seen.id, change.before)`
  const movedId = Prisma.sql`unnest(${found.map(({ from }) => from)}::text[], ${found.map(({ to }) => to)}::text[],
    ${found.map(({ path }) => path)}::text[]) AS moved_id("from", "to", path)`
  for (const table of ['seen_variable', 'inventory_row', 'inventory_document']) {
    const name = Prisma.raw(`"${table}"`)
    await transaction.$executeRaw`UPDATE ${name} SET id = '~' || moved_id."to" FROM ${movedId} WHERE id = moved_id."from"`
    await transaction.$executeRaw`DELETE FROM ${name} WHERE id IN (SELECT "to" FROM ${movedId})`
    await transaction.$executeRaw`UPDATE ${name} SET id = substr(id, 2) WHERE starts_with(id, '~')`
  }
  await transaction.$executeRaw`UPDATE seen_variable SET data = jsonb_set(data, '{owner}', to_jsonb(moved_id.path))
    FROM ${movedId} WHERE id = moved_id."to"`
  await transaction.$executeRaw`UPDATE inventory_row SET owner = moved_id.path FROM ${movedId} WHERE id = moved_id."to"`
  await transaction.$executeRaw`DELETE FROM row_comment
    WHERE variable_id IN (SELECT "to" FROM ${movedId}) AND variable_id NOT IN (SELECT "from" FROM ${movedId})`
  await transaction.$executeRaw`UPDATE row_comment SET variable_id = moved_id."to" FROM ${movedId}
    WHERE variable_id = moved_id."from"`
  await transaction.$executeRaw`INSERT INTO former_id (id, former, at)
    SELECT "to", "from", ${at}::timestamptz FROM ${movedId}
    UNION SELECT moved_id."to", older.former, older.at FROM ${movedId} JOIN former_id AS older ON older.id = moved_id."from"
      WHERE older.former <> moved_id."to"
    ON CONFLICT DO NOTHING`
}

async function movePaths(
  transaction: Transaction,
  table: string,
  column: string,
  moves: readonly Move[],
): Promise<void> {
  const [name, path] = [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)]
  await transaction.$executeRaw`UPDATE ${name} SET ${path} = '~' || move."to" FROM ${movesSql(moves)} WHERE ${path} = move."from"`
  await transaction.$executeRaw`DELETE FROM ${name} WHERE ${path} IN (SELECT substr(${path}, 2) FROM ${name} WHERE starts_with(${path}, '~'))`
  await transaction.$executeRaw`UPDATE ${name} SET ${path} = substr(${path}, 2) WHERE starts_with(${path}, '~')`
}

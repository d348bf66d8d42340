// Keys that several projects define with the same settings, grouped, counted and paged by the database.
import type { Advice } from '@/lib/core/inventory/duplicates'
import type { Filter } from '@/lib/core/inventory/filter'
import { database } from './database'
import { Prisma } from './generated/client'
import { filterSql } from './row-filter'

const { sql } = Prisma

export type DuplicateRow = {
  key: string
  type: 'env_var' | 'file'
  scope: string
  protected: boolean
  masked: boolean
  hidden: boolean | null
  raw: boolean | null
  projects: number
  /** First and last project by bytes. */
  first: string
  last: string
  advice: Advice
  shapes: number
  some: { id: string; project: string }[]
}

export type DuplicateOrder = 'projects' | 'key'

export type DuplicateCounts = Record<Advice, number>

/** One row a shape. A project defines a key once in a scope, so rows are projects. */
const shapesSql = (filter: Filter) => sql`
  SELECT key, type, scope, protected, masked, hidden, raw,
    count(*)::int AS projects, min(owner) AS first, max(owner) AS last,
    (count(*) OVER (PARTITION BY key))::int AS shapes
  FROM inventory_row
  WHERE level = 'project' AND state <> 'gone' AND ${filterSql(filter)}
  GROUP BY key, type, scope, protected, masked, hidden, raw`

/** Deeper groups, too: what stands above the first and the last project stands above all between. */
const advisedSql = (filter: Filter) => sql`
  SELECT shape.*, CASE
    WHEN EXISTS (SELECT FROM inventory_row AS above
      WHERE above.key = shape.key AND above.scope = shape.scope AND above.level IN ('group', 'instance')
        AND above.state <> 'gone' AND (above.owner IS NULL
          OR (starts_with(shape.first, above.owner || '/') AND starts_with(shape.last, above.owner || '/')))) THEN 'above'
    WHEN split_part(shape.first, '/', 1) = split_part(shape.last, '/', 1) THEN 'group'
    ELSE 'apart' END AS advice
  FROM (${shapesSql(filter)}) AS shape WHERE shape.projects > 1`

const orders: Record<DuplicateOrder, Prisma.Sql> = {
  projects: sql`projects DESC, key, scope, type, protected, masked, hidden, raw`,
  key: sql`key, projects DESC, scope, type, protected, masked, hidden, raw`,
}

/** One statement: counts by advice of what the filter finds, and one page of those with `advice` (null for any). */
export async function findDuplicates(
  filter: Filter,
  advice: Advice | null,
  order: DuplicateOrder,
  { offset, limit, named }: { offset: number; limit: number; named: number },
): Promise<{ counts: Partial<DuplicateCounts>; rows: DuplicateRow[] }> {
  const wanted = advice === null ? sql`true` : sql`advice = ${advice}`
  const [found] = await database().$queryRaw<{ counts: Partial<DuplicateCounts>; rows: DuplicateRow[] }[]>`
    WITH advised AS MATERIALIZED (${advisedSql(filter)}),
    page AS (SELECT * FROM advised WHERE ${wanted} ORDER BY ${orders[order]} LIMIT ${limit} OFFSET ${offset})
    SELECT
      (SELECT coalesce(jsonb_object_agg(advice, n), '{}') FROM
        (SELECT advice, count(*) AS n FROM advised GROUP BY advice) AS counted) AS counts,
      (SELECT coalesce(jsonb_agg(to_jsonb(page) || jsonb_build_object('some', (
          SELECT coalesce(jsonb_agg(jsonb_build_object('id', one.id, 'project', one.owner) ORDER BY one.owner), '[]') FROM
            (SELECT id, owner FROM inventory_row AS member
              WHERE member.key = page.key AND member.level = 'project' AND member.state <> 'gone'
                AND member.type = page.type AND member.scope = page.scope AND member.protected = page.protected
                AND member.masked = page.masked AND member.hidden IS NOT DISTINCT FROM page.hidden
                AND member.raw IS NOT DISTINCT FROM page.raw
              ORDER BY owner LIMIT ${named}) AS one)) ORDER BY ${orders[order]}), '[]') FROM page) AS rows`
  return found ?? { counts: {}, rows: [] }
}

/** How many projects that are not archived the latest scan saw below each of these groups. */
export async function countProjectsBelow(groups: readonly string[]): Promise<Map<string, number>> {
  if (groups.length === 0) return new Map()
  const rows = await database().$queryRaw<{ path: string; n: number }[]>`
    SELECT path, (SELECT count(*)::int FROM estate_part
      WHERE kind = 'project' AND starts_with(key, path || '/') AND data->>'archived' <> 'true') AS n
    FROM unnest(${[...groups]}::text[]) AS path`
  return new Map(rows.map(({ path, n }) => [path, n]))
}

// The questions that pages and exports ask of the rows, each as one statement with bound parameters.
import type { Filter } from '@/lib/core/inventory/filter'
import { findsAll, withoutState } from '@/lib/core/inventory/state-part'
import { isSortColumn, type SortColumn } from '@/lib/core/render/sort-rows'
import { Prisma } from './generated/client'
import { filterSql } from './row-filter'

const { sql } = Prisma

export type Range = { offset: number; limit: number }
export type RowOrder = { sort: string; direction: 'asc' | 'desc' }

/** Null sorts first as the empty text does; each order is one index, read from either end. */
const orders: Record<SortColumn, { asc: Prisma.Sql; desc: Prisma.Sql }> = {
  key: { asc: sql`key, position`, desc: sql`key DESC, position DESC` },
  owner: { asc: sql`owner NULLS FIRST, position`, desc: sql`owner DESC NULLS LAST, position DESC` },
  level: { asc: sql`level, position`, desc: sql`level DESC, position DESC` },
  scope: { asc: sql`scope, position`, desc: sql`scope DESC, position DESC` },
  type: { asc: sql`type, position`, desc: sql`type DESC, position DESC` },
  state: { asc: sql`state, position`, desc: sql`state DESC, position DESC` },
  uses: { asc: sql`uses NULLS FIRST, position`, desc: sql`uses DESC NULLS LAST, position DESC` },
  target: { asc: sql`target NULLS FIRST, position`, desc: sql`target DESC NULLS LAST, position DESC` },
  blockers: { asc: sql`cardinality(blockers), position`, desc: sql`cardinality(blockers) DESC, position DESC` },
}

export function orderSql({ sort, direction }: RowOrder): Prisma.Sql {
  if (isSortColumn(sort)) return orders[sort][direction]
  return direction === 'desc' ? sql`position DESC` : sql`position`
}

/** One row: `counts` by state of what the filter finds without its `state:`, and `rows`, the JSON of one page. */
export function pageSql(filter: Filter, order: RowOrder, range: Range) {
  return sql`SELECT ${countsSql(withoutState(filter))}::text AS counts, ${pageRowsSql(filter, order, range)} AS rows`
}

/** Counts by state. Those of all rows are kept beside them: null where they are not, and `countedSql` counts. */
export function countsSql(filter: Filter): Prisma.Sql {
  return findsAll(filter) ? sql`(SELECT data FROM fact WHERE name = 'row_counts')` : countedSql(filter)
}

export function countedSql(filter: Filter): Prisma.Sql {
  return sql`(SELECT coalesce(jsonb_object_agg(state, n), '{}') FROM
    (SELECT state, count(*) AS n FROM inventory_row WHERE ${filterSql(filter)} GROUP BY state) AS counted)`
}

/** The JSON of one row of `document`, with what is kept beside it: how many comments, and the owners where they are known. */
const rowSql = sql`left(document."row"::text, -1)
  || coalesce((SELECT ',"comments": ' || count(*)::text FROM row_comment WHERE variable_id = document.id HAVING count(*) > 0), '')
  || coalesce((SELECT ',"owners": ' || jsonb_build_object('source', source, 'names', jsonb_path_query_array(people, '$[*].name'))::text
    FROM path_owner WHERE path = document."row" #>> '{variable,owner}'), '')
  || '}'`

/** The page is found by its index; only its own rows are read whole, in the order in which it names them. */
function pageRowsSql(filter: Filter, order: RowOrder, range: Range): Prisma.Sql {
  return sql`'[' || array_to_string(ARRAY(
    SELECT (SELECT ${rowSql} FROM inventory_document AS document WHERE document.id = page.id)
    FROM (${pageIdsSql(filter, order, range)}) AS page), ',') || ']'`
}

/** Far down a table that nothing filters, the rows above are counted in the index alone, without being read. */
function pageIdsSql(filter: Filter, order: RowOrder, { offset, limit }: Range): Prisma.Sql {
  const where = sql`inventory_row WHERE ${filterSql(filter)}`
  const from = inOneStretch(filter, order) ? sql`(SELECT * FROM ${where} OFFSET 0) AS inventory_row` : where
  const found = sql`FROM ${from} ORDER BY ${orderSql(order)} LIMIT ${limit} OFFSET ${offset}`
  if (offset < 1000 || !findsAll(filter)) return sql`SELECT id ${found}`
  return sql`SELECT (SELECT id FROM inventory_row WHERE position = place.position) AS id
    FROM (SELECT position ${found}) AS place`
}

/**
 * Do all rows that the filter finds stand together in this order? PostgreSQL takes them to be strewn over it, and would walk
 * down the index of the order to where they begin; OFFSET 0 makes it find them by their own index first, and sort them then.
 */
function inOneStretch(filter: Filter, { sort }: RowOrder): boolean {
  const names = (isSortColumn(sort) && stretches[sort]) || []
  return filter.qualifiers.some(
    ({ name, value, negated }) => !negated && names.includes(name) && !value.startsWith('*'),
  )
}

const stretches: Partial<Record<SortColumn, readonly string[]>> = {
  key: ['key'],
  owner: ['group', 'project'],
  target: ['target'],
}

/** The fact that says what the rows follow from: as long as it is the same, so are they. */
export const rowsBasis = 'rows_basis'

const snapshotSql = sql`(SELECT data::text FROM fact WHERE name = ${rowsBasis}) AS snapshot`

/** One row: `rows`, the JSON of those behind `after` in the inventory's own order; `last`, behind which the next chunk begins. */
export function chunkSql(filter: Filter, after: number | null, limit: number | null): Prisma.Sql {
  const behind = after === null ? sql`true` : sql`position > ${after}`
  return sql`SELECT max(found.position)::float8 AS last, ${snapshotSql},
      '[' || coalesce(string_agg(document."row"::text, ',' ORDER BY found.position), '') || ']' AS rows FROM
    (SELECT id, position FROM inventory_row WHERE ${behind} AND ${filterSql(filter)} ORDER BY position LIMIT ${limit}) AS found
    JOIN inventory_document AS document USING (id)`
}

/** Ids of all that the filter finds, in the inventory's own order. */
export function idsSql(filter: Filter): Prisma.Sql {
  return sql`SELECT coalesce(json_agg(id ORDER BY position), '[]')::text AS ids, ${snapshotSql}
    FROM inventory_row WHERE ${filterSql(filter)}`
}

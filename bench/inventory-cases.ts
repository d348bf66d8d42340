// What the benchmark asks of the inventory: each case as a person asks it, and as SQL that one would write by hand for it.

type Statement = { text: string; values: unknown[] }
export type BarePage = { page: Statement; counts: Statement; states: string[] | null }
type Case = { name: string; filter: string; sort: string; direction: 'asc' | 'desc'; page: number; bare: BarePage }

/** `where` is the filter without its state, `$1` and on are `values`. */
type Written = { where?: string; values?: unknown[]; state?: string; order?: string; offset?: number }

/** The counts of all rows are kept, so the bare page reads them there too. */
const keptCounts = {
  text: "SELECT key AS state, value::int AS n FROM fact, jsonb_each(data) WHERE name = 'row_counts'",
  values: [],
}
const counting = (where: string) => `SELECT state, count(*)::int AS n FROM inventory_row WHERE ${where} GROUP BY state`

const byKey = 'key, position'

function bareOf({ where = 'true', values = [], state, order = byKey, offset = 0 }: Written): BarePage {
  const also = state === undefined ? '' : ` AND state = $${values.length + 1}`
  return {
    page: {
      text: `SELECT document."row", comment.n AS comments, team.source, team.people FROM inventory_row
        JOIN inventory_document AS document USING (id) LEFT JOIN path_owner AS team ON team.path = owner
        LEFT JOIN LATERAL (SELECT count(*)::int AS n FROM row_comment WHERE variable_id = document.id) AS comment ON true WHERE (${where})${also}
        ORDER BY ${order} LIMIT 50 OFFSET ${offset}`,
      values: state === undefined ? values : [...values, state],
    },
    counts: where === 'true' ? keptCounts : { text: counting(where), values },
    states: state === undefined ? null : [state],
  }
}

const orders: Record<string, [string, string]> = {
  key: ['key, position', 'key DESC, position DESC'],
  owner: ['owner NULLS FIRST, position', 'owner DESC NULLS LAST, position DESC'],
  level: ['level, position', 'level DESC, position DESC'],
  scope: ['scope, position', 'scope DESC, position DESC'],
  type: ['type, position', 'type DESC, position DESC'],
  state: ['state, position', 'state DESC, position DESC'],
  uses: ['uses NULLS FIRST, position', 'uses DESC NULLS LAST, position DESC'],
  target: ['target NULLS FIRST, position', 'target DESC NULLS LAST, position DESC'],
  blockers: ['cardinality(blockers), position', 'cardinality(blockers) DESC, position DESC'],
}

const sorted: Case[] = Object.entries(orders).flatMap(([sort, both]) =>
  (['asc', 'desc'] as const).map((direction, at) => ({
    name: `sort ${sort} ${direction}`,
    filter: '',
    sort,
    direction,
    page: 1,
    bare: bareOf({ order: both[at] ?? byKey }),
  })),
)

const filters: [string, Written][] = [
  ['level:group', { where: 'level = $1', values: ['group'] }],
  [
    'group:acme-payments',
    { where: "owner = $1 OR (owner >= $1 || '/' AND owner < $1 || '0')", values: ['acme-payments'] },
  ],
  ['project:acme-shop/*', { where: "level IN ('project', 'schedule') AND owner LIKE $1", values: ['acme-shop/%'] }],
  ['key:*_TOKEN_*', { where: 'key_lower LIKE $1', values: ['%\\_token\\_%'] }],
  ['key:STRIPE_*', { where: 'key_lower LIKE $1', values: ['stripe\\_%'] }],
  ['scope:production', { where: 'scope = $1', values: ['production'] }],
  ['type:file', { where: 'type = $1', values: ['file'] }],
  ['state:open', { state: 'discovered' }],
  ['state:blocked', { state: 'blocked' }],
  ['is:masked', { where: 'masked' }],
  ['is:unmasked', { where: 'NOT masked' }],
  ['is:hidden', { where: 'hidden' }],
  ['-is:hidden', { where: 'NOT hidden' }],
  ['is:protected', { where: 'protected' }],
  ['is:raw', { where: 'raw' }],
  ['is:file', { where: "type = 'file'" }],
  ['is:secret', { where: 'classification = $1', values: ['secret'] }],
  ['used:no', { where: 'uses = 0' }],
  ['used:yes', { where: 'uses > 0' }],
  ['used:unknown', { where: 'uses IS NULL' }],
  ['blocker:star_unanswered', { where: 'blockers @> ARRAY[$1]', values: ['star_unanswered'] }],
  [
    'blocker:used_*',
    { where: 'EXISTS (SELECT FROM unnest(blockers) AS code WHERE code LIKE $1)', values: ['used\\_%'] },
  ],
  ['blocker:none', { where: "blockers = '{}'" }],
  [
    'target:ci/acme-data',
    {
      where: 'target_path = $1 OR target_path LIKE $2 OR target_path LIKE $3',
      values: ['ci/acme-data', 'ci/acme-data/%', 'ci/acme-data#%'],
    },
  ],
  ['target:none', { where: 'target_path IS NULL' }],
  ['tier:production', { where: 'tiers @> ARRAY[$1]', values: ['production'] }],
  ['owned:mira', { where: 'owner IN (SELECT path FROM path_owner WHERE names @> ARRAY[$1])', values: ['mira'] }],
  ['commented:yes', { where: 'id IN (SELECT variable_id FROM row_comment)' }],
  ['instance:first', { where: "strpos(coalesce(owner, ''), ':') = 0" }],
  ['vault:main', { where: 'target LIKE $1', values: ['main:%'] }],
  ['stripe', { where: 'search LIKE $1', values: ['%stripe%'] }],
  ['service-777', { where: 'search LIKE $1', values: ['%service-777%'] }],
  ['state:open tier:production', { where: 'tiers @> ARRAY[$1]', values: ['production'], state: 'discovered' }],
  [
    'group:acme-ads is:secret -scope:production',
    {
      where: "(owner = $1 OR (owner >= $1 || '/' AND owner < $1 || '0')) AND classification = 'secret' AND scope <> $2",
      values: ['acme-ads', 'production'],
    },
  ],
]

const filtered: Case[] = filters.map(([filter, written]) => ({
  name: filter,
  filter,
  sort: 'key',
  direction: 'asc',
  page: 1,
  bare: bareOf(written),
}))

const deep: Case = {
  name: 'page 1,000',
  filter: '',
  sort: 'key',
  direction: 'asc',
  page: 1000,
  bare: bareOf({ offset: 49_950 }),
}

export const inventoryCases: readonly Case[] = [...sorted, ...filtered, deep]

// Pages of a list as GitLab gives them: 20 by default, 100 at most, `Link` and `X-` headers, keyset by id for projects.
import { type Context, json, type Reply } from './context.ts'
import { Refusal } from './refusal.ts'

const totalsUpTo = 10_000

/** One page by `page` and `per_page`. Totals are left out above 10,000 rows (`doc/api/rest/_index.md`). */
export function paginate<Item>(context: Context, items: Item[], toJson: (item: Item) => unknown): Reply {
  const perPage = size(context)
  const page = Math.max(1, Number(context.query.page ?? 1) || 1)
  const start = Math.max(0, (page - 1) * perPage - (page > 1 ? context.drift : 0))
  const rows = items.slice(start, start + perPage)
  const pages = Math.max(1, Math.ceil(items.length / perPage))
  const hasNext = start + perPage < items.length
  const links = [
    page > 1 ? link(context, { page: page - 1, per_page: perPage }, 'prev') : '',
    hasNext ? link(context, { page: page + 1, per_page: perPage }, 'next') : '',
    link(context, { page: 1, per_page: perPage }, 'first'),
    items.length <= totalsUpTo ? link(context, { page: pages, per_page: perPage }, 'last') : '',
  ]
  const headers: Record<string, string> = {
    link: links.filter((one) => one !== '').join(', '),
    'x-page': String(page),
    'x-per-page': String(perPage),
    'x-next-page': hasNext ? String(page + 1) : '',
    'x-prev-page': page > 1 ? String(page - 1) : '',
  }
  if (items.length <= totalsUpTo) {
    headers['x-total'] = String(items.length)
    headers['x-total-pages'] = String(pages)
  }
  return json(rows.map(toJson), 200, headers)
}

/** Pages by id (`pagination=keyset&order_by=id`): only `next` is linked, and nothing at the end. Other orders answer 405. */
export function paginateById<Item extends { id: number }>(
  context: Context,
  items: Item[],
  toJson: (item: Item) => unknown,
): Reply {
  if (context.query.pagination !== 'keyset') return paginate(context, items, toJson)
  if ((context.query.order_by ?? 'id') !== 'id') {
    throw new Refusal(405, { error: 'Keyset pagination is not yet available for this type of request' })
  }
  const ascending = context.query.sort === 'asc'
  const bound = Number(context.query[ascending ? 'id_after' : 'id_before'] ?? (ascending ? 0 : Number.MAX_SAFE_INTEGER))
  const sorted = items
    .filter((item) => (ascending ? item.id > bound : item.id < bound))
    .sort((a, b) => (ascending ? a.id - b.id : b.id - a.id))
  const rows = sorted.slice(0, size(context))
  const last = rows.at(-1)
  const headers: Record<string, string> = {}
  if (last !== undefined && sorted.length > rows.length) {
    headers.link = link(context, { [ascending ? 'id_after' : 'id_before']: last.id, per_page: rows.length }, 'next')
  }
  return json(rows.map(toJson), 200, headers)
}

function size(context: Context): number {
  return Math.min(100, Math.max(1, Number(context.query.per_page ?? 20) || 20))
}

function link(context: Context, changes: Record<string, number>, rel: string): string {
  const query = new URLSearchParams(context.rawQuery)
  query.delete('private_token')
  for (const [name, value] of Object.entries(changes)) query.set(name, String(value))
  return `<${context.url}/api/v4${context.path}?${query}>; rel="${rel}"`
}

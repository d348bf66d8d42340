// The address of a view of the inventory. Only what differs from the defaults is in it.

export type InventoryView = {
  filter: string
  sort: string
  direction: 'asc' | 'desc'
  page: number
  pageSize: number
  /** Columns that are shown; null for the usual ones. */
  columns: string[] | null
  /** Id of the row whose details are open. */
  row: string | null
}

export const usualView: InventoryView = {
  filter: '',
  sort: 'key',
  direction: 'asc',
  page: 1,
  pageSize: 50,
  columns: null,
  row: null,
}

export const sortable = ['key', 'owner', 'scope', 'state', 'target', 'uses'] as const

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

function whole(text: string | undefined, usual: number, most: number): number {
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 && number <= most ? number : usual
}

/** Reads a view from the address; what cannot be read falls back to the usual. */
export function readInventoryView(parameters: Record<string, string | string[] | undefined>): InventoryView {
  const sort = one(parameters.sort)
  const columns = one(parameters.columns)
  return {
    filter: one(parameters.filter)?.slice(0, 2000) ?? usualView.filter,
    sort: sortable.find((name) => name === sort) ?? usualView.sort,
    direction: one(parameters.direction) === 'desc' ? 'desc' : 'asc',
    page: whole(one(parameters.page), 1, 100_000),
    pageSize: whole(one(parameters.size), usualView.pageSize, 200),
    columns: columns === undefined ? null : columns.split(',').filter(Boolean),
    row: one(parameters.row) ?? null,
  }
}

/** The address of a view: `/inventory?filter=…`. */
export function inventoryAddress(view: Partial<InventoryView>): string {
  const parameters = new URLSearchParams()
  if (view.filter) parameters.set('filter', view.filter)
  if (view.sort && view.sort !== usualView.sort) parameters.set('sort', view.sort)
  if (view.direction === 'desc') parameters.set('direction', 'desc')
  if (view.page && view.page !== 1) parameters.set('page', String(view.page))
  if (view.pageSize && view.pageSize !== usualView.pageSize) parameters.set('size', String(view.pageSize))
  if (view.columns) parameters.set('columns', view.columns.join(','))
  if (view.row) parameters.set('row', view.row)
  const text = parameters.toString()
  return text ? `/inventory?${text}` : '/inventory'
}

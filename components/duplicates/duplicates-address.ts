// The address of a view of the duplicates. Only what differs from the defaults is in it.
import { type Advice, advices } from '@/lib/core/inventory/duplicates'

export type DuplicatesView = {
  /** In the language of the inventory. */
  filter: string
  advice: Advice | null
  sort: 'projects' | 'key'
  page: number
}

export const usualView: DuplicatesView = { filter: '', advice: null, sort: 'projects', page: 1 }

export const rowsAPage = 50

/** What cannot be read falls back to the usual. */
export function readDuplicatesView(asked: Record<string, string | string[] | undefined>): DuplicatesView {
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim() : '')
  const page = Number(text('page'))
  return {
    filter: text('filter').slice(0, 2000),
    advice: advices.find((one) => one === text('show')) ?? null,
    sort: text('sort') === 'key' ? 'key' : 'projects',
    page: Number.isInteger(page) && page > 0 && page <= 100_000 ? page : 1,
  }
}

export function duplicatesAddress(view: Partial<DuplicatesView>): string {
  const parameters = new URLSearchParams()
  if (view.filter) parameters.set('filter', view.filter)
  if (view.advice) parameters.set('show', view.advice)
  if (view.sort === 'key') parameters.set('sort', view.sort)
  if (view.page && view.page > 1) parameters.set('page', String(view.page))
  const text = parameters.toString()
  return text ? `/inventory/duplicates?${text}` : '/inventory/duplicates'
}

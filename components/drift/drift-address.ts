// The address of a view of the Drift page: which tab, which filter, which page.

export const driftTabs = ['vault', 'gitlab', 'existing', 'lint'] as const
export type DriftTab = (typeof driftTabs)[number]

export type DriftView = {
  tab: DriftTab
  /** A state, a code or a kind of risk, as the tab has them; null for what usually is of interest. */
  show: string | null
  /** A kind of thing: role, policy and so on. */
  kind: string | null
  /** A part of a name or of a project. */
  search: string
  page: number
}

export const pageSize = 50

/** What is left out is as usual: the first tab, no filter, the first page. */
export function driftAddress(view: Partial<DriftView>): string {
  const parameters = new URLSearchParams()
  if (view.tab && view.tab !== 'vault') parameters.set('tab', view.tab)
  if (view.show) parameters.set('show', view.show)
  if (view.kind) parameters.set('kind', view.kind)
  if (view.search) parameters.set('search', view.search)
  if (view.page && view.page > 1) parameters.set('page', String(view.page))
  const text = parameters.toString()
  return text ? `/drift?${text}` : '/drift'
}

/** Takes the parameters of an address; what is not known falls back to as usual. */
export function readDriftAddress(asked: Record<string, string | string[] | undefined>): DriftView {
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim() : '')
  const page = Number(text('page'))
  return {
    tab: driftTabs.find((tab) => tab === text('tab')) ?? 'vault',
    show: text('show') || null,
    kind: text('kind') || null,
    search: text('search').slice(0, 200),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
}

/** One page of the rows, and how many pages there are; a page that does not exist is the last one. */
export function pageOf<T>(rows: readonly T[], page: number): { rows: T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / pageSize))
  const at = Math.min(page, pages)
  return { rows: rows.slice((at - 1) * pageSize, at * pageSize), page: at, pages }
}

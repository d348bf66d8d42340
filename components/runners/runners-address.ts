// The address of a view of the runners: which tab, which filter, which page.

export const runnerTabs = ['runners', 'jobs', 'versions'] as const
export type RunnerTab = (typeof runnerTabs)[number]

const shows: Record<RunnerTab, readonly string[]> = {
  runners: ['old', 'paused', 'offline'],
  jobs: ['old', 'sometimes', 'none', 'unknown'],
  versions: [],
}

export type RunnersView = { tab: RunnerTab; show: string | null; search: string; page: number }

/** What cannot be read falls back to the first tab, no filter, the first page. */
export function readRunnersView(asked: Record<string, string | string[] | undefined>): RunnersView {
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim() : '')
  const tab = runnerTabs.find((one) => one === text('tab')) ?? 'runners'
  const page = Number(text('page'))
  return {
    tab,
    show: shows[tab].find((one) => one === text('show')) ?? null,
    search: text('search').slice(0, 200),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
}

export function runnersAddress(view: Partial<RunnersView>): string {
  const parameters = new URLSearchParams()
  if (view.tab && view.tab !== 'runners') parameters.set('tab', view.tab)
  if (view.show) parameters.set('show', view.show)
  if (view.search) parameters.set('search', view.search)
  if (view.page && view.page > 1) parameters.set('page', String(view.page))
  const text = parameters.toString()
  return text ? `/runners?${text}` : '/runners'
}

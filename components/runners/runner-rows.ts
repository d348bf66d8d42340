// Which runners and jobs a view shows, and the counts of its chips.
import type { RunnerJobRow, RunnerRow } from '@/lib/core/inventory/runner-overview'
import type { RunnersView } from './runners-address'

export const runnerChips: { value: string; name: string; holds: (row: RunnerRow) => boolean }[] = [
  { value: 'old', name: 'Too old for secrets:', holds: ({ old }) => old },
  { value: 'paused', name: 'Paused', holds: ({ runner }) => runner.paused },
  { value: 'offline', name: 'Not online', holds: ({ runner }) => runner.status !== 'online' },
]

export const jobChips: { value: RunnerJobRow['state']; name: string }[] = [
  { value: 'old', name: 'Only old runners' },
  { value: 'none', name: 'No runner' },
  { value: 'sometimes', name: 'Old among others' },
  { value: 'unknown', name: 'Not known' },
]

const found = (search: string, ...texts: string[]) =>
  texts.some((text) => text.toLowerCase().includes(search.toLowerCase()))

export function searchRunners(rows: readonly RunnerRow[], search: string): RunnerRow[] {
  return rows.filter(({ runner }) => found(search, runner.description, ...runner.tags, ...(runner.owners ?? [])))
}

export function searchJobs(rows: readonly RunnerJobRow[], search: string): RunnerJobRow[] {
  return rows.filter(({ project, job, tags }) => found(search, project, job, ...(tags ?? [])))
}

export function shownRunners(rows: readonly RunnerRow[], view: RunnersView): RunnerRow[] {
  const chip = runnerChips.find(({ value }) => value === view.show)
  return searchRunners(rows, view.search).filter((row) => chip?.holds(row) ?? true)
}

export function shownJobs(rows: readonly RunnerJobRow[], view: RunnersView): RunnerJobRow[] {
  return searchJobs(rows, view.search).filter(({ state }) => view.show === null || state === view.show)
}

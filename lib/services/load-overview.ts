// The numbers of the overview page.
import { groupBy } from '@/lib/core/inventory/group-by'
import { type State, states } from '@/lib/core/mapping/plan'
import { forecast, neededPerDay } from '@/lib/core/render/forecast'
import { type Overview, settledStates } from '@/lib/core/render/overview'
import { findGroupDays, findNewcomers, findOverviewCounts, type OverviewCounts } from '@/lib/db/count-groups'
import { findFact } from '@/lib/db/fact-repository'
import { findMergeRequests } from '@/lib/db/merge-request-repository'
import { findDailyCounts } from '@/lib/db/row-repository'
import { targetDate } from './set-target-date'

const day = 24 * 3600 * 1000

export async function loadOverview(): Promise<Overview> {
  const now = Date.now()
  const today = isoDay(now)
  const [found, days, groupDays, newcomers, requests, target] = await Promise.all([
    findOverviewCounts(),
    findDailyCounts(),
    findGroupDays(),
    findNewcomers(isoDay(now - 40 * day)),
    findMergeRequests(),
    findFact<{ date: string; who: string } | null>(targetDate),
  ])
  const counts = countsOf(found.states)
  const burnDown = days.map(({ date, counts: of }) => {
    const total = Object.values(of).reduce((sum, n) => sum + n, 0)
    return { date, total, remaining: total - settledStates.reduce((sum, state) => sum + (of[state] ?? 0), 0) }
  })
  const daysOf = groupBy(groupDays, ({ group }) => group)
  const all = forecast(burnDown, newcomers, today)
  const date = target?.data ?? null
  const weekAgo = isoDay(now - 7 * day)
  const first = burnDown[0]?.date ?? today
  return {
    counts,
    total: found.states.reduce((sum, { count }) => sum + count, 0),
    burnDown,
    forecast: all,
    target: date && { ...date, perDay: all && neededPerDay(all, today, date.date) },
    newcomers: Object.entries(newcomers).reduce(
      (sum, [on, count]) => sum + (on > weekAgo && on > first ? count : 0),
      0,
    ),
    blockers: found.blockers.sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
    groups: [...groupBy(found.states, ({ group }) => group)]
      .map(([group, own]) => ({
        group,
        total: own.reduce((sum, { count }) => sum + count, 0),
        counts: countsOf(own),
        // Newcomers are not counted by group, so their pace is the net one.
        forecast: forecast(daysOf.get(group) ?? [], {}, today),
      }))
      .sort((a, b) => (a.group < b.group ? -1 : 1)),
    unknownUses: found.unknownUses,
    staticCredentials: found.blockers.find(({ code }) => code === 'static_vault_credential')?.count ?? 0,
    mergeRequests: {
      open: requests.filter((request) => request.state === 'open').length,
      merged: requests.filter((request) => request.state === 'merged').length,
      closed: requests.filter((request) => request.state === 'closed' || request.state === 'superseded').length,
    },
  }
}

function countsOf(found: OverviewCounts['states']): Record<State, number> {
  const entries = states.map((state): [State, number] => [
    state,
    found.reduce((sum, one) => sum + (one.state === state ? one.count : 0), 0),
  ])
  return Object.fromEntries(entries) as Record<State, number>
}

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

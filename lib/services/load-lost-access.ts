// Who loses access: what was read of past jobs, put through the roles that are planned now.
import { createHash } from 'node:crypto'
import { type LostRow, lostRowsOf, sortLost } from '@/lib/core/render/lost-access'
import {
  filterLost,
  type LostFilter,
  type LostTotals,
  type LostViewRow,
  lostTotals,
  reasonNames,
  stateOf,
} from '@/lib/core/render/lost-access-view'
import type { HistoryReading, JobHistory } from '@/lib/core/trust/job-history'
import { findAcceptedRefusals } from '@/lib/db/job-history-repository'
import { accessModelOf } from './access-model-of'
import { currentHistories, type Histories } from './job-histories'
import { findPlan, type Planned } from './load-plan'
import { findHistoryReading, projectsToRead } from './read-job-history'

export type HistoryGap = { project: string; complete: boolean; missing: JobHistory['missing'] }

export type LostAccess = {
  reading: HistoryReading | null
  /** Of the oldest project's reading; null where nothing was read yet. */
  readAt: string | null
  since: string | null
  totals: LostTotals
  /** Of the filter, all of them, for the count; the page's cut is `rows`. */
  matching: number
  rows: LostViewRow[]
  /** What to choose from. */
  projects: string[]
  reasons: string[]
  gaps: HistoryGap[]
  /** Projects with planned jobs that were not read: planned since, or the reading is not over. */
  unread: string[]
}

/** Null before the first scan and where no job is planned: there is nothing to lose yet. */
export async function loadLostAccess(
  filter: LostFilter,
  { page, size }: { page: number; size: number },
): Promise<LostAccess | null> {
  const planned = await findPlan()
  if (planned === null || planned.plan.jobs.length === 0) return null
  const [reading, histories, all] = await Promise.all([findHistoryReading(), currentHistories(), findLostRows(planned)])
  const asked = histories.list.filter(({ runs }) => runs !== null)
  const read = new Set(asked.map(({ project }) => project))
  const matching = filterLost(all, filter)
  const from = (Math.min(page, Math.max(1, Math.ceil(matching.length / size))) - 1) * size
  return {
    reading,
    readAt: asked.map(({ readAt }) => readAt).sort()[0] ?? null,
    since: asked.map(({ since }) => since).sort()[0] ?? null,
    totals: lostTotals(all),
    matching: matching.length,
    rows: matching.slice(from, from + size),
    projects: [...new Set(all.map(({ project }) => project))].sort(),
    reasons: [...new Set(all.flatMap(reasonNames))].sort(),
    gaps: asked
      .filter(({ missing }) => missing.some(({ part }) => part === 'jobs' || part === 'deployments'))
      .map(({ project, complete, missing }) => ({ project, complete, missing })),
    unread: projectsToRead(planned)
      .filter(({ project, jobs }) => jobs && !read.has(project.fullPath))
      .map(({ project }) => project.fullPath),
  }
}

type Kept = { planned: Planned; histories: Histories; byProject: Map<string, ProjectRows>; rows: LostRow[] }

type ProjectRows = { readAt: string; rows: LostRow[] }

let latest: Kept | null = null

/** Worked out once per plan and project's reading: while the worker reads, a page asks again and again. */
export async function findLostRows(planned: Planned): Promise<LostViewRow[]> {
  const [histories, accepted] = await Promise.all([currentHistories(), findAcceptedRefusals()])
  if (latest?.planned !== planned || latest.histories !== histories) {
    const known = latest?.planned === planned ? latest.byProject : new Map<string, ProjectRows>()
    const model = accessModelOf(planned)
    const byProject = new Map(
      histories.list.map((history): [string, ProjectRows] => {
        const { project, readAt } = history
        const same = known.get(project)
        if (same?.readAt === readAt) return [project, same]
        return [project, { readAt, rows: lostRowsOf(model, planned.analysis, history) }]
      }),
    )
    latest = { planned, histories, byProject, rows: sortLost([...byProject.values()].flatMap(({ rows }) => rows)) }
  }
  return latest.rows.map((row): LostViewRow => {
    const key = refusalKey(row.identity)
    const found = row.verdict === 'refused' ? accepted.get(key) : undefined
    const by = found === undefined ? null : { who: found.who, at: found.at, reason: found.reason }
    return { ...row, key, state: stateOf(row, by !== null), accepted: by }
  })
}

/** Of fixed length: a job's name can be long, and a key of a table cannot. */
function refusalKey(identity: string): string {
  return createHash('sha256').update(identity).digest('hex')
}

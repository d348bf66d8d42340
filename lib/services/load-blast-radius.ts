// How far each mapped variable reaches today and after cut-over, from the plan and from who may push.
import { type BlastRadius, blastRadius } from '@/lib/core/render/blast-radius'
import { type RadiusSort, type RadiusViewRow, radiusViewRow, sortRadius } from '@/lib/core/render/blast-radius-view'
import type { HistoryReading } from '@/lib/core/trust/job-history'
import { accessModelOf } from './access-model-of'
import { currentHistories, type Histories } from './job-histories'
import { findPlan, type Planned } from './load-plan'
import { findHistoryReading } from './read-job-history'

export type RadiusPage = {
  reading: HistoryReading | null
  /** Of the oldest project's reading; null where nothing was read yet: people are then unknown. */
  readAt: string | null
  production: BlastRadius['production']
  all: number
  matching: number
  rows: RadiusViewRow[]
}

/** Null before the first scan and where nothing is mapped. */
export async function loadRadiusPage(
  filter: { production: boolean; sort: RadiusSort },
  { page, size }: { page: number; size: number },
): Promise<RadiusPage | null> {
  const planned = await findPlan()
  if (planned === null || planned.plan.jobs.length === 0) return null
  const [reading, { radius, readAt }] = await Promise.all([findHistoryReading(), findRadius(planned)])
  const matching = radius.rows.filter((row) => row.production || !filter.production).map(radiusViewRow)
  const from = (Math.min(page, Math.max(1, Math.ceil(matching.length / size))) - 1) * size
  return {
    reading,
    readAt,
    production: radius.production,
    all: radius.rows.length,
    matching: matching.length,
    rows: sortRadius(matching, filter.sort).slice(from, from + size),
  }
}

/** Null where the variable is not mapped, or nothing is known of it. */
export async function loadRadius(variableId: string): Promise<RadiusViewRow | null> {
  const planned = await findPlan()
  if (planned === null) return null
  const { radius } = await findRadius(planned)
  const row = radius.rows.find((one) => one.variableId === variableId)
  return row === undefined ? null : radiusViewRow(row)
}

/** For the overview: null where nothing is planned for production. `readAt` is null where nobody's rights were read. */
export async function loadRadiusTotal(): Promise<(BlastRadius['production'] & { readAt: string | null }) | null> {
  const planned = await findPlan()
  if (planned === null || planned.plan.jobs.length === 0) return null
  const { radius, readAt } = await findRadius(planned)
  return radius.production.variables === 0 ? null : { ...radius.production, readAt }
}

type Kept = { planned: Planned; histories: Histories; readAt: string | null; radius: BlastRadius }

let latest: Kept | null = null

/** Worked out once per plan and reading. */
async function findRadius(planned: Planned): Promise<Kept> {
  const histories = await currentHistories()
  if (latest?.planned !== planned || latest.histories !== histories) {
    const radius = blastRadius(accessModelOf(planned), planned.analysis, histories.list)
    latest = { planned, histories, readAt: histories.list.map(({ readAt }) => readAt).sort()[0] ?? null, radius }
  }
  return latest
}

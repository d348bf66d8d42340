// Reads what ran in the last 90 days, and who may push, project by project. Killed in the middle it goes on where it was.

import { type HistoryReading, historyDays } from '@/lib/core/trust/job-history'
import { variableReach } from '@/lib/core/trust/variable-reach'
import { findFact, saveFact } from '@/lib/db/fact-repository'
import { deleteOtherJobHistories, findProjectsReadSince, saveJobHistory } from '@/lib/db/job-history-repository'
import { withAdvisoryLock } from '@/lib/db/with-advisory-lock'
import { AppError, messages } from '@/lib/errors'
import { gitlabInstances, gitlabPlaces } from './gitlab-instances'
import { inParallel } from './in-parallel'
import { findPlan, type Planned } from './load-plan'
import { readProjectHistory } from './read-project-history'

const fact = 'job_history_reading'
const atOnce = 4
const day = 24 * 3_600_000

export async function findHistoryReading(): Promise<HistoryReading | null> {
  return (await findFact<HistoryReading>(fact))?.data ?? null
}

/** Notes that somebody asks for it; a reading that waits or runs goes on instead. */
export async function requestJobHistory(who: string): Promise<void> {
  const known = await findHistoryReading()
  if (known?.state === 'queued' || known?.state === 'running') return
  await saveFact(fact, started(who, 'queued'))
}

/** Goes on with a reading that waits or was broken off, and renews one that a person asked for once, day by day. */
export async function resumeJobHistory(now = new Date()): Promise<void> {
  if (stepOf(await findHistoryReading(), now) === 'none') return
  await withAdvisoryLock('job history', async () => {
    // Another worker may have done it meanwhile.
    const step = stepOf(await findHistoryReading(), now)
    if (step === 'renew') await saveFact(fact, started('every day', 'queued'))
    if (step !== 'none') await readAll()
  })
}

function stepOf(known: HistoryReading | null, now: Date): 'none' | 'go on' | 'renew' {
  if (known?.state === 'queued' || known?.state === 'running') return 'go on'
  const over = known?.finishedAt ?? null
  return over !== null && now.getTime() - Date.parse(over) >= day ? 'renew' : 'none'
}

function started(requestedBy: string, state: 'queued' | 'running'): HistoryReading {
  const startedAt = new Date().toISOString()
  return { state, requestedBy, startedAt, finishedAt: null, done: 0, total: null, message: null }
}

/** Never throws for what GitLab answers: the reading then ends as failed, with the message that people see. */
async function readAll(): Promise<void> {
  const known = await findHistoryReading()
  if (known?.state !== 'queued' && known?.state !== 'running') return
  const reading: HistoryReading = { ...known, state: 'running', message: null }
  try {
    await readProjects(reading)
    await saveFact(fact, { ...reading, state: 'done', finishedAt: new Date().toISOString(), message: null })
  } catch (error) {
    const message = error instanceof AppError ? [error.message, ...error.problems].join(' ') : messages.unexpected
    await saveFact(fact, { ...reading, state: 'failed', finishedAt: new Date().toISOString(), message })
    if (!(error instanceof AppError)) throw error
  }
}

async function readProjects(reading: HistoryReading): Promise<void> {
  if (!gitlabInstances().first?.scanToken) throw new AppError('gitlab_not_configured')
  const planned = await findPlan()
  if (planned === null) throw new AppError('no_scan')
  const wanted = projectsToRead(planned)
  const startedAt = new Date(reading.startedAt)
  const since = new Date(startedAt.getTime() - historyDays * day)
  const done = await findProjectsReadSince(startedAt)
  reading.total = wanted.length
  reading.done = wanted.filter(({ project }) => done.has(project.fullPath)).length
  await saveFact(fact, reading)
  let waitingUntil = 0
  const placeOf = gitlabPlaces((seconds) => {
    waitingUntil = Math.max(waitingUntil, Date.now() + seconds * 1000)
    reading.message = `GitLab asked to slow down: waiting ${seconds} s, then going on.`
    saveFact(fact, reading).catch(() => {})
  })
  const rest = wanted.filter(({ project }) => !done.has(project.fullPath))
  await inParallel(atOnce, rest, async ({ project, jobs }) => {
    const place = placeOf(project.fullPath)
    // Of a GitLab that is not configured any more nothing new is read: what was kept of it stays.
    if (place?.settings.scanToken) {
      const here = { ...project, fullPath: place.path }
      const read = await readProjectHistory(place.reader(), here, { since, jobs }).catch((error: unknown) => {
        // A GitLab beside the first that does not answer hides none of the others.
        if (!(error instanceof AppError) || place.settings.name === null) throw error
        return null
      })
      if (read) await saveJobHistory({ ...read, project: project.fullPath })
    }
    reading.done += 1
    if (Date.now() >= waitingUntil) reading.message = null
    await saveFact(fact, reading)
  })
  await deleteOtherJobHistories(wanted.map(({ project }) => project.fullPath))
}

/** Those with planned jobs, and besides, for who may push alone, all that get a mapped variable today. */
export function projectsToRead({ estate, plan }: Pick<Planned, 'estate' | 'plan'>) {
  const planned = new Set(plan.jobs.map((job) => job.project))
  const reached = new Set(
    plan.variables
      .filter(({ placements }) => placements.length > 0)
      .flatMap(({ variable }) => variableReach(variable, estate.projects).map(({ fullPath }) => fullPath)),
  )
  return estate.projects
    .filter((project) => !project.archived && (planned.has(project.fullPath) || reached.has(project.fullPath)))
    .map((project) => ({ project, jobs: planned.has(project.fullPath) }))
}

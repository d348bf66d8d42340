// Reads who owns what, path by path: CODEOWNERS and members. Killed in the middle it goes on where it was.
import { codeOwnersOf } from '@/lib/core/inventory/codeowners'
import { maintainersAmong, type OwnerStatement, peopleOf } from '@/lib/core/inventory/owners'
import type { HistoryReading } from '@/lib/core/trust/job-history'
import { findFact, saveFact } from '@/lib/db/fact-repository'
import { findOwnerPaths, findOwnerReadings, saveOwnerStatements } from '@/lib/db/owner-repository'
import { withAdvisoryLock } from '@/lib/db/with-advisory-lock'
import { AppError, messages } from '@/lib/errors'
import { readCodeowners } from '@/lib/gitlab/read-codeowners'
import { readPeople } from '@/lib/gitlab/read-people'
import { type GitlabPlace, gitlabInstances, gitlabPlaces } from './gitlab-instances'
import { inParallel } from './in-parallel'
import { findPlan } from './load-plan'
import { readOrGap } from './scan-reading'

/** How far it is, as for the reading of past jobs. */
export type OwnerReading = HistoryReading

const fact = 'owner_reading'
const atOnce = 4
const chunk = 25
const day = 24 * 3_600_000

export async function findOwnerReading(): Promise<OwnerReading | null> {
  return (await findFact<OwnerReading>(fact))?.data ?? null
}

/** Notes that somebody asks for it; a reading that waits or runs goes on instead. */
export async function requestOwners(who: string): Promise<void> {
  const known = await findOwnerReading()
  if (known?.state === 'queued' || known?.state === 'running') return
  await saveFact(fact, started(who))
}

/** Goes on with a reading that waits or was broken off, and renews one that a person asked for once, day by day. */
export async function resumeOwners(now = new Date()): Promise<void> {
  if (stepOf(await findOwnerReading(), now) === 'none') return
  await withAdvisoryLock('owners', async () => {
    const step = stepOf(await findOwnerReading(), now)
    if (step === 'renew') await saveFact(fact, started('every day'))
    if (step !== 'none') await readAll()
  })
}

function stepOf(known: OwnerReading | null, now: Date): 'none' | 'go on' | 'renew' {
  if (known?.state === 'queued' || known?.state === 'running') return 'go on'
  const over = known?.finishedAt ?? null
  return over !== null && now.getTime() - Date.parse(over) >= day ? 'renew' : 'none'
}

function started(requestedBy: string): OwnerReading {
  const startedAt = new Date().toISOString()
  return { state: 'queued', requestedBy, startedAt, finishedAt: null, done: 0, total: null, message: null }
}

/** Never throws for what GitLab answers: the reading then ends as failed, with the message that people see. */
async function readAll(): Promise<void> {
  const known = await findOwnerReading()
  if (known?.state !== 'queued' && known?.state !== 'running') return
  const reading: OwnerReading = { ...known, state: 'running', message: null }
  try {
    const refused = await readPaths(reading)
    const message = refused > 0 ? `${refused} could not be read in whole; their owners stay as they were.` : null
    await saveFact(fact, { ...reading, state: 'done', finishedAt: new Date().toISOString(), message })
  } catch (error) {
    const message = error instanceof AppError ? [error.message, ...error.problems].join(' ') : messages.unexpected
    await saveFact(fact, { ...reading, state: 'failed', finishedAt: new Date().toISOString(), message })
    if (!(error instanceof AppError)) throw error
  }
}

type Place = { path: string; project: { id: number; ciConfigPath: string } | null }

/** How many could not be read in whole. */
async function readPaths(reading: OwnerReading): Promise<number> {
  if (!gitlabInstances().first?.scanToken) throw new AppError('gitlab_not_configured')
  const places = await placesToRead()
  const [members, since] = [await findOwnerReadings('maintainers'), Date.parse(reading.startedAt)]
  const rest = places.filter(({ path }) => (members.get(path)?.getTime() ?? 0) < since)
  reading.total = places.length
  reading.done = places.length - rest.length
  await saveFact(fact, reading)
  const placeOf = gitlabPlaces()
  let refused = 0
  for (let at = 0; at < rest.length; at += chunk) {
    const statements: OwnerStatement[] = []
    await inParallel(atOnce, rest.slice(at, at + chunk), async (place) => {
      const at = placeOf(place.path)
      // A GitLab beside the first that does not answer hides none of the others.
      const found = await readPlace(at, place).catch((error: unknown) => {
        if (!(error instanceof AppError) || at?.settings.name === null) throw error
        return []
      })
      statements.push(...found)
      if (found.length < 2) refused += 1
    })
    await saveOwnerStatements(statements)
    reading.done = Math.min(places.length, reading.done + chunk)
    await saveFact(fact, reading)
  }
  return refused
}

/** What has variables, and what has jobs that a merge request would change. */
async function placesToRead(): Promise<Place[]> {
  const planned = await findPlan()
  if (planned === null) throw new AppError('no_scan')
  const projects = new Map(planned.estate.projects.map((project) => [project.fullPath, project]))
  const paths = new Set([...(await findOwnerPaths()), ...planned.plan.jobs.map((job) => job.project)])
  return [...paths].sort().map((path) => ({ path, project: projects.get(path) ?? null }))
}

/** What GitLab refuses is left out, so that it stays unknown or as it was. */
async function readPlace(at: GitlabPlace | null, { path, project }: Place): Promise<OwnerStatement[]> {
  if (!at?.settings.scanToken) return []
  const client = at.reader()
  const gap = { subject: project ? 'project' : 'group', path, part: 'projects' } as const
  const members = await readOrGap(gap, () => readPeople(client, project ? { project: project.id } : { group: at.path }))
  const file = await readOrGap(gap, async () => (project ? readCodeowners(client, project.id) : null))
  const statements: OwnerStatement[] = []
  if (members.value) statements.push({ path, source: 'maintainers', people: maintainersAmong(members.value) })
  if (file.gap === null) {
    const owners = file.value === null ? [] : codeOwnersOf(file.value, configOf(project))
    statements.push({ path, source: 'codeowners', people: peopleOf(owners, members.value ?? []) })
  }
  return statements
}

/** A configuration that lies elsewhere is not this project's to own; the usual name then stands for it. */
function configOf(project: Place['project']): string {
  const path = project?.ciConfigPath ?? ''
  return path === '' || path.includes('@') || path.includes('://') ? '.gitlab-ci.yml' : path
}

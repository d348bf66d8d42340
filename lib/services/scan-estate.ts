// A scan from start to published inventory. Reads no value; killed in the middle and called again, it goes on where it was.
import type { ConnectionCheck } from '@/lib/core/inventory/connection-check'
import type { Gap } from '@/lib/core/inventory/estate'
import type { RunnersReading } from '@/lib/core/inventory/runner'
import { findBases, findKnownEstate, publishEstate } from '@/lib/db/estate-repository'
import { deleteScanItems, findScan, scanItems, updateScan } from '@/lib/db/scan-repository'
import { gitlabSettings } from '@/lib/env'
import { AppError, messages } from '@/lib/errors'
import { checkGitlab } from './check-gitlab'
import { refreshRows } from './refresh-rows'
import type { CiBasis } from './scan-basis'
import { publishedParts } from './scan-parts'
import { scanPlaces } from './scan-places'
import type { ScanReading } from './scan-reading'
import { scanRefs } from './scan-refs'
import { findRoots, type Roots, withAncestors } from './scan-roots'
import { scanRunners } from './scan-runners'
import { findSettings, scanSettings } from './scan-settings'
import { scanUsage } from './scan-usage'
import { scanVariables } from './scan-variables'
import { pacedClient } from './shared-pace'

/**
 * Never throws for what GitLab answers: the scan then ends as failed, with the message that people see. `workOut` follows
 * the publishing, before the scan is over.
 */
export async function scanEstate(scanId: string, workOut: WorkOut = refreshRows): Promise<void> {
  const scan = await findScan(scanId)
  if (!scan || (scan.state !== 'queued' && scan.state !== 'running')) return
  try {
    await updateScan(scanId, { state: 'running', startedAt: new Date(scan.startedAt ?? Date.now()), message: null })
    await runScan(scanId, workOut)
  } catch (error) {
    const known = error instanceof AppError || error instanceof ConnectionRefused
    const message = known ? error.message : messages.unexpected
    const problems = error instanceof AppError ? error.problems : []
    await updateScan(scanId, {
      state: 'failed',
      finishedAt: new Date(),
      complete: false,
      message: [message, ...problems].join(' '),
      step: null,
    })
    if (!known) throw error
  }
  await deleteScanItems(scanId)
}

/** The start-up check found that nothing can be scanned; its own words say why. */
class ConnectionRefused extends Error {}

type WorkOut = (note: { who: string; what: string }) => Promise<unknown>

async function runScan(scanId: string, workOut: WorkOut): Promise<void> {
  const settings = gitlabSettings()
  if (!settings?.scanToken) throw new AppError('gitlab_not_configured')
  let waitingUntil = 0
  const onWait = (seconds: number) => {
    waitingUntil = Math.max(waitingUntil, Date.now() + seconds * 1000)
    const message = `GitLab asked to slow down: waiting ${seconds} s, then going on.`
    updateScan(scanId, { message }).catch(() => {})
  }
  const client = pacedClient(settings, settings.scanToken, onWait)
  const reading: ScanReading = { items: scanItems(scanId), client }
  const step = (text: string, more: { done?: number; total?: number | null } = {}) =>
    updateScan(scanId, { step: text, message: null, ...more })
  const onDone = nowAndThen((done) =>
    updateScan(scanId, Date.now() < waitingUntil ? { done } : { done, message: null }),
  )

  await step('Checking the connection')
  const check = await checkGitlab()
  const scanToken = check.tokens.find((token) => token.purpose === 'scan')
  if (scanToken?.state !== 'works') throw new ConnectionRefused(scanToken?.means ?? messages.gitlab_not_configured)
  const at = new Date()
  const known = await findKnownEstate()
  await step('Groups, projects and their variables')
  const topLevel = known.groups.filter((path) => !path.includes('/'))
  const roots = await findRoots(reading, settings.include, topLevel)
  const found = await scanVariables(reading, roots, known.projects)
  const total = found.projects.filter(({ archived }) => !archived).length
  const inherited = inheritedVariables(found)

  await step('CI configuration', { done: 0, total })
  const usage = await scanUsage(reading, found.projects, {
    previous: await findBases<CiBasis>(),
    version: check.version,
    at,
    reaches: (project, name) => project.keys.includes(name) || inherited.has(project, name),
    onDone,
  })
  await step('Schedules and environments', { done: 0, total })
  await scanPlaces(reading, found.projects, {
    needsEnvironments: (project) => usage.has(project.fullPath) || project.scoped || inherited.scoped(project),
    onDone,
  })
  await step('Other refs that can run', { done: 0, total })
  await scanRefs(reading, found.projects, { at, onDone })
  await step('Runners', { done: total, total })
  const runners = await scanRunners(reading, roots)
  await scanSettings(reading, roots)
  await step('Keeping what was read')
  const read = await publish(reading, found, roots, check, runners, scanId)
  await step('Working out uses and blockers')
  await workOut({ who: 'scan', what: 'scanned' })
  const complete = read.gaps.every((gap) => gap.reason === 'not_asked')
  await updateScan(scanId, {
    state: 'done',
    complete,
    finishedAt: read.at,
    step: null,
    variables: read.variables,
    gaps: read.gaps,
  })
}

type Found = Awaited<ReturnType<typeof scanVariables>>

async function publish(
  { items }: ScanReading,
  found: Found,
  roots: Roots,
  check: ConnectionCheck,
  runners: RunnersReading,
  scanId: string,
): Promise<{ at: Date; variables: number; gaps: Gap[] }> {
  // GITLAB_INCLUDE may write a path in another case than GitLab does.
  const written = new Map(found.groups.map(({ group }) => [group.fullPath.toLowerCase(), group.fullPath]))
  const rootGaps = roots.gaps.map((gap) => ({ ...gap, path: written.get(gap.path?.toLowerCase() ?? '') ?? gap.path }))
  const gaps = [...rootGaps, ...found.gaps, ...(await items.gaps(['ci', 'places']))]
  const at = new Date()
  const variables = await publishEstate(
    {
      gitlab: { url: check.url, version: check.version, enterprise: check.enterprise },
      groups: found.groups.map((item) => item.group),
      gaps,
      runners,
    },
    publishedParts(items, found, await findSettings(items, check.version)),
    { at, include: roots.include, kept: { scanId, pages: found.pages }, projects: found.projects },
  )
  return { at, variables, gaps }
}

/** What reaches a project from the groups above it and the instance. */
function inheritedVariables(found: Found) {
  const groups = new Map(
    found.groups.map(({ group, variables }) => [
      group.fullPath,
      {
        keys: new Set(variables.map(({ key }) => key)),
        scoped: variables.some(({ environmentScope }) => environmentScope !== '*'),
      },
    ]),
  )
  const instance = new Set(found.instance.map(({ key }) => key))
  const above = (project: { fullPath: string }) => withAncestors(project.fullPath).map((path) => groups.get(path))
  return {
    has: (project: { fullPath: string }, name: string) =>
      instance.has(name) || above(project).some((group) => group?.keys.has(name)),
    scoped: (project: { fullPath: string }) => above(project).some((group) => group?.scoped),
  }
}

/** Progress is kept ten times a second at most, and whenever a step begins. */
function nowAndThen(save: (done: number) => Promise<void>): (done: number) => Promise<void> {
  let last = 0
  return async (done) => {
    if (Date.now() - last < 100) return
    last = Date.now()
    await save(done)
  }
}

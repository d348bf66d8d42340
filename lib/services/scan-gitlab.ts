// One GitLab of a scan: checked, then read step by step. Killed in the middle and called again, it goes on where it was.
import type { ConnectionCheck } from '@/lib/core/inventory/connection-check'
import { barePath, instanceOf } from '@/lib/core/inventory/gitlab-instance'
import type { RunnersReading } from '@/lib/core/inventory/runner'
import { findBases, findKnownEstate } from '@/lib/db/estate-repository'
import { type ScanItems, scanItems, updateScan } from '@/lib/db/scan-repository'
import type { GitlabSettings } from '@/lib/env'
import { AppError, messages } from '@/lib/errors'
import { checkGitlab, checkOne } from './check-gitlab'
import { qualifyingItems } from './qualify-scan'
import type { CiBasis } from './scan-basis'
import { scanPlaces } from './scan-places'
import type { ScanReading } from './scan-reading'
import { scanRefs } from './scan-refs'
import { findRoots, type Roots, withAncestors } from './scan-roots'
import { scanRunners } from './scan-runners'
import { scanSettings } from './scan-settings'
import { scanUsage } from './scan-usage'
import { type ScannedVariables, scanVariables } from './scan-variables'
import { pacedClient } from './shared-pace'

/** What was read, with paths as that GitLab writes them; variables of projects lie in the kept pieces. */
export type ScannedGitlab = {
  name: string | null
  check: ConnectionCheck
  roots: Roots
  found: ScannedVariables
  runners: RunnersReading
  items: ScanItems
}

/** The check found that nothing can be scanned; its own words say why. */
export class ConnectionRefused extends Error {}

/** Fails with `ConnectionRefused`, or with the `GitlabError` that ends it: what is missing in part is a gap. */
export async function scanGitlab(scanId: string, settings: GitlabSettings): Promise<ScannedGitlab> {
  const { name, scanToken: token } = settings
  if (token === null) throw new AppError('gitlab_not_configured')
  let waitingUntil = 0
  const onWait = (seconds: number) => {
    waitingUntil = Math.max(waitingUntil, Date.now() + seconds * 1000)
    const message = `GitLab asked to slow down: waiting ${seconds} s, then going on.`
    updateScan(scanId, { message }).catch(() => {})
  }
  const client = pacedClient(settings, token, onWait)
  const reading: ScanReading = { items: qualifyingItems(scanItems(scanId, name), name), client }
  const step = (text: string, more: { done?: number; total?: number | null } = {}) =>
    updateScan(scanId, { step: name === null ? text : `${name}: ${text}`, message: null, ...more })
  const onDone = nowAndThen((done) =>
    updateScan(scanId, Date.now() < waitingUntil ? { done } : { done, message: null }),
  )

  await step('Checking the connection')
  const check = name === null ? await checkGitlab() : await checkOne(settings)
  const scanToken = check.tokens.find((one) => one.purpose === 'scan')
  if (scanToken?.state !== 'works') throw new ConnectionRefused(scanToken?.means ?? messages.gitlab_not_configured)
  const at = new Date()
  const known = await knownOf(name)
  await step('Groups, projects and their variables')
  const topLevel = known.groups.filter((path) => !path.includes('/'))
  const roots = await findRoots(reading, settings.include, topLevel)
  const found = await scanVariables(reading, roots, known.projects)
  const total = found.projects.filter(({ archived }) => !archived).length
  const inherited = inheritedVariables(found)

  await step('CI configuration', { done: 0, total })
  const usage = await scanUsage(reading, found.projects, {
    previous: await basesOf(name),
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
  // Runners of the other GitLabs are not read: which of them takes a job stays unknown there.
  const runners = name === null ? await scanRunners(reading, roots) : { runners: [], known: {} }
  await scanSettings(reading, roots)
  return { name, check, roots, found, runners, items: reading.items }
}

/** What the published estate holds of this GitLab, as it writes paths. */
async function knownOf(name: string | null) {
  const { groups, projects } = await findKnownEstate()
  return {
    groups: groups.filter((path) => instanceOf(path) === name).map(barePath),
    projects: projects
      .filter(({ fullPath }) => instanceOf(fullPath) === name)
      .map(({ id, fullPath }) => ({ id, fullPath: barePath(fullPath) })),
  }
}

async function basesOf(name: string | null): Promise<Map<string, CiBasis>> {
  const bases = [...(await findBases<CiBasis>())].filter(([path]) => instanceOf(path) === name)
  return new Map(bases.map(([path, basis]) => [barePath(path), basis]))
}

/** What reaches a project from the groups above it and the instance. */
function inheritedVariables(found: ScannedVariables) {
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

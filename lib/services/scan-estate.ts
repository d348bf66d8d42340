// A scan from start to published inventory. Reads no value; killed in the middle and called again, it goes on where it was.
import type { Gap } from '@/lib/core/inventory/estate'
import type { Variable } from '@/lib/core/inventory/variable'
import { publishEstate } from '@/lib/db/estate-repository'
import { deleteScanItems, findScan, findScanItems, saveScanItem, updateScan } from '@/lib/db/scan-repository'
import { gitlabSettings } from '@/lib/env'
import { AppError, messages } from '@/lib/errors'
import { makeGitlabClient } from '@/lib/gitlab/gitlab-client'
import { readInstanceVariables } from '@/lib/gitlab/read-instance-variables'
import { checkGitlab } from './check-gitlab'
import { refreshRows } from './refresh-rows'
import { scanDetails } from './scan-details'
import { findRoots, type GroupsItem, scanGroups, withAncestors } from './scan-groups'
import { scanProjects } from './scan-projects'
import { readOrGap, type ScanReading } from './scan-reading'

/** Never throws for what GitLab answers: the scan then ends as failed, with the message that people see. */
export async function scanEstate(scanId: string): Promise<void> {
  const scan = await findScan(scanId)
  if (!scan || (scan.state !== 'queued' && scan.state !== 'running')) return
  try {
    await updateScan(scanId, { state: 'running', startedAt: new Date(scan.startedAt ?? Date.now()), message: null })
    await runScan(scanId)
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

async function runScan(scanId: string): Promise<void> {
  const settings = gitlabSettings()
  if (!settings?.scanToken) throw new AppError('gitlab_not_configured')
  let waitingUntil = 0
  const client = makeGitlabClient(settings, settings.scanToken, (seconds) => {
    waitingUntil = Math.max(waitingUntil, Date.now() + seconds * 1000)
    const message = `GitLab asked to slow down: waiting ${seconds} s, then going on.`
    updateScan(scanId, { message }).catch(() => {})
  })
  const reading: ScanReading = { scanId, client }
  const step = (text: string, more: { done?: number; total?: number; variables?: number } = {}) =>
    updateScan(scanId, { step: text, message: null, ...more })

  await step('Checking the connection')
  const check = await checkGitlab()
  const scanToken = check.tokens.find((token) => token.purpose === 'scan')
  if (scanToken?.state !== 'works') throw new ConnectionRefused(scanToken?.means ?? messages.gitlab_not_configured)
  await step('Groups and their variables')
  const roots = await findRoots(reading, settings.include)
  await scanGroups(reading, roots)
  const instance = await scanInstance(reading)
  await step('Projects and their variables')
  const { projects, gaps } = await scanProjects(reading, roots)
  const groups = await readGroupItems(scanId)
  await step('CI configuration, environments and schedules', { done: 0, total: projects.length })
  const scoped = new Set(
    groups.readings
      .filter((item) => item.variables.some((variable) => variable.environmentScope !== '*'))
      .map((item) => item.group.fullPath),
  )
  const details = await scanDetails(reading, projects, {
    inheritsScopes: (project) => withAncestors(project).some((path) => scoped.has(path)),
    onDone: (done) => updateScan(scanId, Date.now() < waitingUntil ? { done } : { done, message: null }),
  })

  await step('Working out uses and blockers', { done: details.length })
  const variables = [
    ...instance.variables,
    ...groups.readings.flatMap((item) => item.variables),
    ...details.flatMap((item) => item.variables),
  ]
  // GITLAB_INCLUDE may write a path in another case than GitLab does.
  const written = new Map(groups.readings.map(({ group }) => [group.fullPath.toLowerCase(), group.fullPath]))
  const rootGaps = roots.gaps.map((gap) => ({ ...gap, path: written.get(gap.path?.toLowerCase() ?? '') ?? gap.path }))
  const allGaps = [...rootGaps, ...groups.gaps, ...instance.gaps, ...gaps, ...details.flatMap((item) => item.gaps)]
  const at = new Date()
  await publishEstate(
    {
      gitlab: { url: settings.url, version: check.version, enterprise: check.enterprise },
      groups: groups.readings.map((item) => item.group),
      projects: details.map((item) => item.project),
      variables,
      gaps: allGaps,
    },
    { at, include: roots.include },
  )
  await refreshRows({ who: 'scan', what: 'scanned' })
  const complete = allGaps.every((gap) => gap.reason === 'not_asked')
  await updateScan(scanId, {
    state: 'done',
    complete,
    finishedAt: at,
    step: null,
    variables: variables.length,
    gaps: allGaps,
  })
}

/** Groups once each, also where a root and an ancestor name the same. */
async function readGroupItems(scanId: string): Promise<GroupsItem> {
  const items = [...(await findScanItems<GroupsItem>(scanId, 'groups')).values()]
  const readings = new Map(items.flatMap((item) => item.readings).map((item) => [item.group.fullPath, item]))
  return { readings: [...readings.values()], gaps: items.flatMap((item) => item.gaps) }
}

type InstanceItem = { variables: Variable[]; gaps: Gap[] }

async function scanInstance({ scanId, client }: ScanReading): Promise<InstanceItem> {
  const known = (await findScanItems<InstanceItem>(scanId, 'instance')).get('')
  if (known) return known
  const gap = { subject: 'instance', path: null, part: 'variables' } as const
  const read = await readOrGap(gap, () => readInstanceVariables(client))
  const item: InstanceItem = {
    variables: read.value ?? [],
    gaps: read.value ? [] : [read.gap ?? { ...gap, reason: 'not_permitted' }],
  }
  await saveScanItem(scanId, 'instance', '', item)
  return item
}

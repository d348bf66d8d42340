// Third step of a scan: what is asked project by project, and only where it is needed.
import type { Gap, Project } from '@/lib/core/inventory/estate'
import type { Variable } from '@/lib/core/inventory/variable'
import { findScanItems, saveScanItem } from '@/lib/db/scan-repository'
import { type FileCache, readCiConfig } from '@/lib/gitlab/read-ci-config'
import { readEnvironments, readProtectedEnvironments, readProtectedTiers } from '@/lib/gitlab/read-environments'
import { type ProjectReading, readMoreProjectVariables, readMoreProtectedBranches } from '@/lib/gitlab/read-projects'
import { readSchedules } from '@/lib/gitlab/read-schedules'
import { inParallel } from './in-parallel'
import { withAncestors } from './scan-groups'
import { readOrGap, type ScanReading } from './scan-reading'

export type DetailItem = { project: Project; variables: Variable[]; gaps: Gap[] }

/** What several projects share is asked once. */
type Caches = { files: FileCache; tiers: Map<string, Promise<string[]>> }

type Options = {
  /** Does a group or the instance hold a variable of another scope than `*` that this project inherits? */
  inheritsScopes: (project: string) => boolean
  onDone: (done: number) => Promise<void>
}

/** Six projects at a time; each is saved when done, and skipped when the scan is resumed. */
export async function scanDetails(
  reading: ScanReading,
  projects: ProjectReading[],
  options: Options,
): Promise<DetailItem[]> {
  const caches: Caches = { files: new Map(), tiers: new Map() }
  const known = await findScanItems<DetailItem>(reading.scanId, 'detail')
  let done = known.size
  await inParallel(
    6,
    projects.filter((project) => !known.has(project.fullPath)),
    async (project) => {
      await saveScanItem(
        reading.scanId,
        'detail',
        project.fullPath,
        await scanProject(reading, project, caches, options.inheritsScopes),
      )
      done += 1
      await options.onDone(done)
    },
  )
  return [...(await findScanItems<DetailItem>(reading.scanId, 'detail')).values()]
}

async function scanProject(
  { client }: ScanReading,
  reading: ProjectReading,
  caches: Caches,
  inheritsScopes: Options['inheritsScopes'],
): Promise<DetailItem> {
  const path = reading.fullPath
  const gaps: Gap[] = []
  const { variables, all } = await allVariables(client, reading, gaps)
  const project: Project = {
    id: reading.id,
    fullPath: path,
    groupPath: path.slice(0, path.lastIndexOf('/')),
    archived: reading.archived,
    emptyRepository: reading.repository?.empty ?? false,
    defaultBranch: reading.repository?.defaultBranch ?? null,
    ciConfigPath: reading.ciConfigPath,
    variablesRead: all,
    protectedBranches: await allProtectedBranches(client, reading, gaps),
    protectedTags: null,
    protectedEnvironments: null,
    environments: null,
    schedules: null,
    ci: { state: 'unknown', reason: 'not_read_yet' },
  }
  const found = variables
  // Jobs of an archived project do not run, so nothing about them is asked.
  if (reading.archived) return { project, variables: found, gaps }
  await addCi(client, project, reading, caches.files, gaps)
  await addSchedules(client, project, found, gaps)
  const scoped = found.some((variable) => variable.environmentScope !== '*') || inheritsScopes(path)
  const namesEnvironment = project.ci.state === 'valid' && /^\s*environment:/m.test(project.ci.mergedYaml)
  if (scoped || namesEnvironment) await addEnvironments(client, project, caches.tiers, gaps)
  return { project, variables: found, gaps }
}

async function allVariables(
  client: ScanReading['client'],
  reading: ProjectReading,
  gaps: Gap[],
): Promise<{ variables: Variable[]; all: boolean }> {
  const gap = { subject: 'project', path: reading.fullPath, part: 'variables' } as const
  if (reading.variables === null) {
    gaps.push({ ...gap, reason: 'not_permitted' })
    return { variables: [], all: false }
  }
  const variables = [...reading.variables]
  for (let after = reading.moreVariablesAfter; after !== null; ) {
    const from: string = after
    const more = await readOrGap(gap, () => readMoreProjectVariables(client, reading.fullPath, from))
    if (!more.value) {
      gaps.push(more.gap ?? { ...gap, reason: 'not_permitted' })
      return { variables, all: false }
    }
    variables.push(...more.value.variables)
    after = more.value.next
  }
  return { variables, all: true }
}

async function allProtectedBranches(
  client: ScanReading['client'],
  reading: ProjectReading,
  gaps: Gap[],
): Promise<string[] | null> {
  const gap = { subject: 'project', path: reading.fullPath, part: 'protected_refs' } as const
  if (reading.protectedBranches === null) {
    gaps.push({ ...gap, reason: 'not_permitted' })
    return null
  }
  const names = [...reading.protectedBranches]
  for (let after = reading.moreBranchesAfter; after !== null; ) {
    const from: string = after
    const more = await readOrGap(gap, () => readMoreProtectedBranches(client, reading.fullPath, from))
    if (!more.value) {
      gaps.push(more.gap ?? { ...gap, reason: 'not_permitted' })
      return null
    }
    names.push(...more.value.names)
    after = more.value.next
  }
  return names
}

async function addCi(
  client: ScanReading['client'],
  project: Project,
  reading: ProjectReading,
  cache: FileCache,
  gaps: Gap[],
): Promise<void> {
  const gap = { subject: 'project', path: project.fullPath, part: 'ci_config' } as const
  if (reading.repository === null) {
    project.ci = { state: 'unknown', reason: 'not_permitted' }
    gaps.push({ ...gap, reason: 'not_permitted' })
    return
  }
  const { defaultBranch } = project
  if (project.emptyRepository || defaultBranch === null) {
    project.ci = { state: 'absent' }
    return
  }
  const read = await readOrGap(gap, () => readCiConfig(client, { ...project, defaultBranch }, cache))
  project.ci = read.value ?? { state: 'unknown', reason: read.gap?.reason ?? 'failed' }
  if (project.ci.state === 'unknown') gaps.push(read.gap ?? { ...gap, reason: project.ci.reason })
}

async function addSchedules(
  client: ScanReading['client'],
  project: Project,
  variables: Variable[],
  gaps: Gap[],
): Promise<void> {
  const gap = { subject: 'project', path: project.fullPath, part: 'schedules' } as const
  const read = await readOrGap(gap, () => readSchedules(client, project.fullPath))
  if (!read.value || read.value.hidden) gaps.push(read.gap ?? { ...gap, reason: 'not_permitted' })
  project.schedules = read.value?.schedules ?? null
  variables.push(...(read.value?.variables ?? []))
}

async function addEnvironments(
  client: ScanReading['client'],
  project: Project,
  tiers: Caches['tiers'],
  gaps: Gap[],
): Promise<void> {
  const environments = await readOrGap({ subject: 'project', path: project.fullPath, part: 'environments' }, () =>
    readEnvironments(client, project.id),
  )
  if (environments.gap) gaps.push(environments.gap)
  project.environments = environments.value
  const guarded = await readOrGap({ subject: 'project', path: project.fullPath, part: 'protected_environments' }, () =>
    readProtectedEnvironments(client, project.id),
  )
  if (guarded.gap) gaps.push(guarded.gap)
  const byGroup = await readOrGap({ subject: 'project', path: project.fullPath, part: 'protected_environments' }, () =>
    protectedByGroups(client, project, tiers),
  )
  if (byGroup.gap) gaps.push(byGroup.gap)
  const names = [...(guarded.value ?? []), ...(byGroup.value ?? [])]
  project.protectedEnvironments = guarded.value === null && names.length === 0 ? null : [...new Set(names)]
}

/** Environments of the project whose tier a group above it protects. Each group is asked once per scan. */
async function protectedByGroups(
  client: ScanReading['client'],
  project: Project,
  tiers: Caches['tiers'],
): Promise<string[]> {
  const known = withAncestors(project.groupPath).map((group) => {
    const reading = tiers.get(group) ?? readProtectedTiers(client, group)
    tiers.set(group, reading)
    return reading
  })
  const guarded = new Set((await Promise.all(known)).flat())
  return (project.environments ?? []).filter(({ tier }) => guarded.has(tier)).map(({ name }) => name)
}

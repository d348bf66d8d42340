// Fourth step of a scan: schedules and environments, one request a project; protected environments, one more where needed.
import type { Environment, Gap, Schedule } from '@/lib/core/inventory/estate'
import type { Variable } from '@/lib/core/inventory/variable'
import { GitlabError } from '@/lib/gitlab/gitlab-error'
import { readEnvironments, readProtectedEnvironments, readProtectedTiers } from '@/lib/gitlab/read-environments'
import { type PlacesReading, readSchedules } from '@/lib/gitlab/read-schedules'
import { inParallel } from './in-parallel'
import type { ScannedProject } from './scan-projects'
import { readOrGap, type ScanReading } from './scan-reading'
import { withAncestors } from './scan-roots'
import { projectsAtOnce } from './scan-usage'

export type PlacesItem = {
  schedules: Schedule[] | null
  environments: Environment[] | null
  protectedEnvironments: string[] | null
  variables: Variable[]
  gaps: Gap[]
}

type Options = {
  /** Environments are asked for only where a scope or a job needs them. */
  needsEnvironments: (project: ScannedProject) => boolean
  onDone: (done: number) => Promise<void>
}

type Client = ScanReading['client']

export async function scanPlaces(reading: ScanReading, projects: ScannedProject[], options: Options): Promise<void> {
  const { items, client } = reading
  const tiers = new Map<string, Promise<string[]>>()
  const kept = await items.keys('places')
  let done = kept.size
  await inParallel(
    projectsAtOnce,
    projects.filter((project) => !project.archived && !kept.has(project.fullPath)),
    async (project) => {
      const item = await readPlaces(client, project, options.needsEnvironments(project))
      if (options.needsEnvironments(project)) await addProtection(client, project, item, tiers)
      await items.save('places', project.fullPath, item)
      done += 1
      await options.onDone(done)
    },
  )
}

async function readPlaces(client: Client, project: ScannedProject, environments: boolean): Promise<PlacesItem> {
  const path = project.fullPath
  const gap = (part: 'schedules' | 'environments') => ({ subject: 'project', path, part }) as const
  const read = await readOrGap(gap('schedules'), () => bothOrEach(client, project, environments))
  const { schedules, variables, hidden, environments: found, failed } = read.value ?? nothing
  const gaps: Gap[] = []
  if (read.gap) gaps.push(read.gap, ...(environments ? [{ ...gap('environments'), reason: read.gap.reason }] : []))
  else {
    if (schedules === null || hidden) gaps.push({ ...gap('schedules'), reason: 'not_permitted' })
    if (environments && found === null) gaps.push(failed ?? { ...gap('environments'), reason: 'not_permitted' })
  }
  return { schedules, environments: found, protectedEnvironments: null, variables, gaps }
}

const nothing = { schedules: null, variables: [], hidden: false, environments: null, failed: null }

/** In one query; a GitLab that refuses it (a version without a field) is asked for each by itself. */
async function bothOrEach(
  client: Client,
  { id, fullPath }: ScannedProject,
  environments: boolean,
): Promise<PlacesReading & { failed: Gap | null }> {
  try {
    return { ...(await readSchedules(client, fullPath, { schedules: true, environments })), failed: null }
  } catch (error) {
    if (!environments || !(error instanceof GitlabError) || error.code !== 'gitlab_rejected') throw error
  }
  const places = await readOrGap({ subject: 'project', path: fullPath, part: 'environments' }, () =>
    readEnvironments(client, id),
  )
  const schedules = await readSchedules(client, fullPath, { schedules: true, environments: false })
  return { ...schedules, environments: places.value, failed: places.gap }
}

async function addProtection(
  client: Client,
  project: ScannedProject,
  item: PlacesItem,
  tiers: Map<string, Promise<string[]>>,
): Promise<void> {
  const gap = { subject: 'project', path: project.fullPath, part: 'protected_environments' } as const
  const guarded = await readOrGap(gap, () => readProtectedEnvironments(client, project.id))
  if (guarded.gap) item.gaps.push(guarded.gap)
  const byGroup = await readOrGap(gap, () => protectedByGroups(client, project, item.environments ?? [], tiers))
  if (byGroup.gap) item.gaps.push(byGroup.gap)
  const names = [...(guarded.value ?? []), ...(byGroup.value ?? [])]
  item.protectedEnvironments = guarded.value === null && names.length === 0 ? null : [...new Set(names)]
}

/** Environments of the project whose tier a group above it protects. Each group is asked once per scan. */
async function protectedByGroups(
  client: Client,
  project: ScannedProject,
  environments: Environment[],
  tiers: Map<string, Promise<string[]>>,
): Promise<string[]> {
  const known = withAncestors(project.fullPath)
    .slice(0, -1)
    .map((group) => {
      const reading = tiers.get(group) ?? readProtectedTiers(client, group)
      tiers.set(group, reading)
      return reading
    })
  const guarded = new Set((await Promise.all(known)).flat())
  return environments.filter(({ tier }) => guarded.has(tier)).map(({ name }) => name)
}

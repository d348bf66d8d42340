// Second step of a scan: groups, projects, variables and protected branches, in few large requests.
import type { Gap } from '@/lib/core/inventory/estate'
import type { Variable } from '@/lib/core/inventory/variable'
import type { GroupReading } from '@/lib/gitlab/read-groups'
import { readInstanceVariables } from '@/lib/gitlab/read-instance-variables'
import { inParallel } from './in-parallel'
import { type GroupsItem, scanGroup } from './scan-groups'
import { type Kept, type ProjectsItem, type ScannedProject, scanOne, scanRoot, withoutVariables } from './scan-projects'
import { readOrGap, type ScanReading } from './scan-reading'
import { type Roots, withAncestors } from './scan-roots'

/** Requests at once: pages of one root follow each other, so this is how many roots are read together. */
export const rootsAtOnce = 6

type InstanceItem = { variables: Variable[]; gaps: Gap[] }

export type ScannedVariables = {
  groups: GroupReading[]
  projects: ScannedProject[]
  /** Where the variables of which projects are kept: keys of `projects` items, numbers of projects. */
  pages: { key: string; ids: Set<number> }[]
  instance: Variable[]
  gaps: Gap[]
}

/** A project that an earlier scan saw. */
export type KnownProject = { id: number; fullPath: string }

/**
 * Every group and project once, also where two roots hold it; resumes after the pages that were kept. A project of `known`
 * that no page named is asked for by its path: a page that slipped is no absence.
 */
export async function scanVariables(
  reading: ScanReading,
  roots: Roots,
  known: readonly KnownProject[] = [],
): Promise<ScannedVariables> {
  const { items } = reading
  const texts = new Map<string, string>()
  const kept: Kept = {
    projects: await findPages(items, texts),
    groups: await items.find<GroupsItem>('groups'),
  }
  const above = new Set(
    [
      ...roots.groups.flatMap((root) => withAncestors(root).slice(0, -1)),
      ...roots.projects.flatMap((project) => withAncestors(project).slice(0, -1)),
    ].filter((path) => !roots.groups.includes(path)),
  )
  const instance = scanInstance(reading)
  // A failure is thrown where it is awaited.
  instance.catch(() => {})
  await inParallel(rootsAtOnce, roots.groups, (root) => scanRoot(reading, root, kept, texts))
  await inParallel(rootsAtOnce, [...above], async (path) => {
    if (kept.groups.has(path)) return
    const item = await scanGroup(reading, path)
    kept.groups.set(path, item)
    await items.save('groups', path, item)
  })
  await inParallel(rootsAtOnce, [...roots.projects, ...unlisted(kept, roots, known)], async (path) => {
    if (kept.projects.has(path)) return
    const item = await scanOne(reading, path)
    // What a page did not name and its path does not find is not there.
    if (!roots.projects.includes(path)) item.gaps = item.gaps.filter((gap) => gap.reason !== 'not_found')
    kept.projects.set(path, withoutVariables(item, texts))
    await items.save('projects', path, item)
  })
  const own = await instance
  const groupItems = [...kept.groups.values()]
  const projectItems = [...kept.projects.values()]
  const groups = new Map(groupItems.flatMap((item) => item.readings).map((item) => [item.group.fullPath, item]))
  // By number: one that was moved while the pages were read is in two of them.
  const projects = new Map(
    [...kept.projects].flatMap(([page, item]) =>
      item.projects.map((project) => [project.id, { project, page }] as const),
    ),
  )
  return {
    groups: [...groups.values()],
    projects: [...projects.values()].map(({ project }) => project).sort((a, b) => (a.fullPath < b.fullPath ? -1 : 1)),
    pages: [...kept.projects.keys()].map((key) => ({
      key,
      ids: new Set([...projects].flatMap(([id, { page }]) => (page === key ? [id] : []))),
    })),
    instance: own.variables,
    gaps: [...groupItems.flatMap((item) => item.gaps), ...own.gaps, ...projectItems.flatMap((item) => item.gaps)],
  }
}

/** One page after the other, so that no more than one is held with its variables. */
async function findPages(items: ScanReading['items'], texts: Map<string, string>): Promise<Kept['projects']> {
  const pages: Kept['projects'] = new Map()
  for (const key of await items.keys('projects')) {
    const item = (await items.pick<ProjectsItem>('projects', [key])).get(key)
    if (item) pages.set(key, withoutVariables(item, texts))
  }
  return pages
}

/** Known projects of the roots whose listing came to its end without them. */
function unlisted(kept: Kept, roots: Roots, known: readonly KnownProject[]): string[] {
  const ids = new Set([...kept.projects.values()].flatMap((item) => item.projects).map(({ id }) => id))
  const cut = new Set([...kept.projects.values()].flatMap((item) => item.gaps).map(({ path }) => path))
  return known
    .filter(({ id, fullPath }) => {
      const root = roots.groups.find((one) => fullPath.startsWith(`${one}/`))
      return root !== undefined && !cut.has(root) && !ids.has(id)
    })
    .map(({ fullPath }) => fullPath)
}

async function scanInstance({ items, client }: ScanReading): Promise<InstanceItem> {
  const known = (await items.find<InstanceItem>('instance')).get('')
  if (known) return known
  const gap = { subject: 'instance', path: null, part: 'variables' } as const
  const read = await readOrGap(gap, () => readInstanceVariables(client))
  const item: InstanceItem = {
    variables: read.value ?? [],
    gaps: read.value ? [] : [read.gap ?? { ...gap, reason: 'not_permitted' }],
  }
  await items.save('instance', '', item)
  return item
}

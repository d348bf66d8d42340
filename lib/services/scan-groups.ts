// First step of a scan: which groups and projects are asked for, and every group's variables.
import type { Gap } from '@/lib/core/inventory/estate'
import { findScanItems, saveScanItem } from '@/lib/db/scan-repository'
import { listTopLevelGroups } from '@/lib/gitlab/list-top-level-groups'
import { type GroupReading, readDescendantGroups, readGroup, readMoreGroupVariables } from '@/lib/gitlab/read-groups'
import { readPages } from './read-pages'
import { readOrGap, type ScanReading } from './scan-reading'

/** `include` is what was asked for; empty is everything. */
export type Roots = { include: string[]; groups: string[]; projects: string[]; gaps: Gap[] }

export type GroupsItem = { readings: GroupReading[]; gaps: Gap[] }

/** Groups and projects of GITLAB_INCLUDE, else every top-level group that the token sees. */
export async function findRoots({ client, scanId }: ScanReading, include: string[]): Promise<Roots> {
  const known = (await findScanItems<Roots>(scanId, 'roots')).get('')
  if (known) return known
  const paths = withoutCovered(include)
  const roots: Roots = { include: paths, groups: [], projects: [], gaps: [] }
  if (include.length === 0) roots.groups = await listTopLevelGroups(client)
  for (const path of paths) {
    const found = await readOrGap({ subject: 'group', path, part: 'projects' }, () => readGroup(client, path))
    // As GitLab writes it: paths are found in any case.
    if (found.value) roots.groups.push(found.value.group.fullPath)
    else if (found.gap) roots.gaps.push(found.gap)
    else roots.projects.push(path)
  }
  for (const path of new Set(paths.flatMap((one) => withAncestors(one).slice(0, -1)))) {
    const covered = roots.groups.some((root) => path === root || path.startsWith(`${root}/`))
    if (!covered) roots.gaps.push({ subject: 'group', path, part: 'projects', reason: 'not_asked' })
  }
  await saveScanItem(scanId, 'roots', '', roots)
  return roots
}

/** The root, its ancestors (whose variables its projects inherit) and all descendants. */
export async function scanGroups(reading: ScanReading, roots: Roots): Promise<void> {
  const done = await findScanItems<GroupsItem>(reading.scanId, 'groups')
  for (const path of new Set([
    ...roots.groups.flatMap(withAncestors),
    ...roots.projects.flatMap((project) => withAncestors(project).slice(0, -1)),
  ])) {
    if (!done.has(path)) await saveScanItem(reading.scanId, 'groups', path, await scanGroup(reading, path))
  }
  for (const root of roots.groups) {
    if (!done.has(`${root}/*`))
      await saveScanItem(reading.scanId, 'groups', `${root}/*`, await scanDescendants(reading, root))
  }
}

/** Each path once, and none that lies in another one. */
function withoutCovered(include: string[]): string[] {
  return [...new Set(include)].filter((path) => !include.some((other) => path.startsWith(`${other}/`)))
}

/** a/b/c → a, a/b, a/b/c */
export function withAncestors(path: string): string[] {
  const parts = path.split('/')
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

async function scanGroup(reading: ScanReading, path: string): Promise<GroupsItem> {
  const found = await readOrGap({ subject: 'group', path, part: 'variables' }, () => readGroup(reading.client, path))
  if (found.gap) return { readings: [], gaps: [found.gap] }
  if (!found.value)
    return { readings: [], gaps: [{ subject: 'group', path, part: 'variables', reason: 'not_permitted' }] }
  return complete(reading, [found.value])
}

async function scanDescendants(reading: ScanReading, root: string): Promise<GroupsItem> {
  const readings: GroupReading[] = []
  let missing = false
  const gap = { subject: 'group', path: root, part: 'projects' } as const
  const found = await readOrGap(gap, () =>
    readPages(
      (after, first) => readDescendantGroups(reading.client, root, after, first),
      { after: null, number: 0 },
      async (_, page) => {
        readings.push(...page.readings)
        missing ||= page.missing
      },
    ),
  )
  const item = await complete(reading, readings)
  const unlisted: Gap[] = missing ? [{ ...gap, reason: 'not_permitted' }] : found.gap ? [found.gap] : []
  return { readings: item.readings, gaps: [...item.gaps, ...unlisted] }
}

/** Follows up where a page says that there is more, and notes what the token may not see. */
async function complete({ client }: ScanReading, readings: GroupReading[]): Promise<GroupsItem> {
  const gaps: Gap[] = []
  for (const reading of readings) {
    const gap = { subject: 'group', path: reading.group.fullPath, part: 'variables' } as const
    if (!reading.group.variablesRead) gaps.push({ ...gap, reason: 'not_permitted' })
    while (reading.moreAfter !== null) {
      const after = reading.moreAfter
      const more = await readOrGap(gap, () => readMoreGroupVariables(client, reading.group.fullPath, after))
      reading.moreAfter = more.value?.next ?? null
      reading.variables.push(...(more.value?.variables ?? []))
      if (more.value) continue
      reading.group.variablesRead = false
      gaps.push(more.gap ?? { ...gap, reason: 'not_permitted' })
    }
  }
  return { readings, gaps }
}

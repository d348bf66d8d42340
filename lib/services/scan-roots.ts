// First step of a scan: which groups and projects are asked for.
import type { Gap } from '@/lib/core/inventory/estate'
import { listTopLevelGroups } from '@/lib/gitlab/list-top-level-groups'
import { readGroup } from '@/lib/gitlab/read-groups'
import { readOrGap, type ScanReading } from './scan-reading'

/** `include` is what was asked for; empty is everything. */
export type Roots = { include: string[]; groups: string[]; projects: string[]; gaps: Gap[] }

/**
 * Groups and projects of GITLAB_INCLUDE, else every top-level group that the token sees. A group of `known` that the listing
 * does not name is asked for by its path: a page that slipped is no absence.
 */
export async function findRoots(
  { client, items }: ScanReading,
  include: string[],
  known: readonly string[] = [],
): Promise<Roots> {
  const kept = (await items.find<Roots>('roots')).get('')
  if (kept) return kept
  const paths = withoutCovered(include)
  const roots: Roots = { include: paths, groups: [], projects: [], gaps: [] }
  if (include.length === 0) {
    roots.groups = [...new Set(await listTopLevelGroups(client))]
    const listed = new Set(roots.groups)
    for (const path of known.filter((one) => !listed.has(one))) {
      const found = await readOrGap({ subject: 'group', path, part: 'projects' }, () => readGroup(client, path))
      if (found.gap) roots.gaps.push(found.gap)
      else if (found.value?.group.fullPath === path) roots.groups.push(path)
    }
  }
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
  await items.save('roots', '', roots)
  return roots
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

// Second step of a scan: pages of projects with their variables, 100 a request.
import type { Gap } from '@/lib/core/inventory/estate'
import { findScanItems, saveScanItem } from '@/lib/db/scan-repository'
import { type ProjectReading, readProject, readProjectsPage } from '@/lib/gitlab/read-projects'
import { readPages } from './read-pages'
import type { Roots } from './scan-groups'
import { readOrGap, type ScanReading } from './scan-reading'

export type ProjectsItem = { readings: ProjectReading[]; next: string | null; last: boolean; gaps: Gap[] }

/** Every project once, also where two roots hold it. Resumes after the last page that was saved. */
export async function scanProjects(
  reading: ScanReading,
  roots: Roots,
): Promise<{ projects: ProjectReading[]; gaps: Gap[] }> {
  const done = await findScanItems<ProjectsItem>(reading.scanId, 'projects')
  for (const root of roots.groups) await scanRoot(reading, root, done)
  for (const path of roots.projects) {
    if (!done.has(path)) await saveScanItem(reading.scanId, 'projects', path, await scanOne(reading, path))
  }
  const items = [...(await findScanItems<ProjectsItem>(reading.scanId, 'projects')).values()]
  const projects = new Map(items.flatMap((item) => item.readings).map((project) => [project.fullPath, project]))
  return {
    projects: [...projects.values()].sort((a, b) => (a.fullPath < b.fullPath ? -1 : 1)),
    gaps: items.flatMap((item) => item.gaps),
  }
}

const keyOf = (root: string, number: number) => `${root}/* ${number}`

async function scanRoot(reading: ScanReading, root: string, done: Map<string, ProjectsItem>): Promise<void> {
  let number = 0
  let last: ProjectsItem | undefined
  for (let item = done.get(keyOf(root, 0)); item; item = done.get(keyOf(root, number))) {
    last = item
    number += 1
  }
  if (last?.last || done.has(`${root}/* failed`)) return
  const gap = { subject: 'group', path: root, part: 'projects' } as const
  const found = await readOrGap(gap, () =>
    readPages(
      (after, first) => readProjectsPage(reading.client, root, after, first),
      { after: last?.next ?? null, number },
      async (page, { readings, next, missing }) => {
        const gaps: Gap[] = missing ? [{ ...gap, reason: 'not_permitted' }] : []
        await saveScanItem(reading.scanId, 'projects', keyOf(root, page), {
          readings,
          next,
          last: next === null,
          gaps,
        } satisfies ProjectsItem)
      },
    ),
  )
  if (found.gap) {
    const failed: ProjectsItem = { readings: [], next: null, last: true, gaps: [found.gap] }
    await saveScanItem(reading.scanId, 'projects', `${root}/* failed`, failed)
  }
}

async function scanOne({ client }: ScanReading, path: string): Promise<ProjectsItem> {
  const gap = { subject: 'project', path, part: 'projects' } as const
  const found = await readOrGap(gap, () => readProject(client, path))
  const gaps: Gap[] = found.gap ? [found.gap] : found.value ? [] : [{ ...gap, reason: 'not_found' }]
  return { readings: found.value ? [found.value] : [], next: null, last: true, gaps }
}

// Groups of a scan with their variables: one by path, or the descendants of a root, each read to the end.
import type { Gap } from '@/lib/core/inventory/estate'
import { type GroupReading, readDescendantGroups, readGroup, readMoreGroupVariables } from '@/lib/gitlab/read-groups'
import { readPages } from './read-pages'
import { readOrGap, type ScanReading } from './scan-reading'

export type GroupsItem = { readings: GroupReading[]; gaps: Gap[] }

export async function scanGroup({ client }: Pick<ScanReading, 'client'>, path: string): Promise<GroupsItem> {
  const gap = { subject: 'group', path, part: 'variables' } as const
  const found = await readOrGap(gap, () => readGroup(client, path))
  if (found.gap) return { readings: [], gaps: [found.gap] }
  if (!found.value) return { readings: [], gaps: [{ ...gap, reason: 'not_permitted' }] }
  return completeGroups({ client }, [found.value])
}

/** From a cursor on; null for all. What could not be listed is a gap of the root's projects. */
export async function scanDescendants(
  { client }: Pick<ScanReading, 'client'>,
  root: string,
  after: string | null,
): Promise<GroupsItem> {
  const readings: GroupReading[] = []
  const gap = { subject: 'group', path: root, part: 'projects' } as const
  let missing = false
  const found = await readOrGap(gap, () =>
    readPages(
      (from, first) => readDescendantGroups(client, root, from, first),
      { after, number: 0 },
      async (_, page) => {
        readings.push(...page.readings)
        missing ||= page.missing
      },
    ),
  )
  const item = await completeGroups({ client }, readings)
  const unlisted: Gap[] = missing ? [{ ...gap, reason: 'not_permitted' }] : found.gap ? [found.gap] : []
  return { readings: item.readings, gaps: [...item.gaps, ...unlisted] }
}

/** Follows up where a page says that there is more, and notes what the token may not see. */
export async function completeGroups(
  { client }: Pick<ScanReading, 'client'>,
  readings: GroupReading[],
): Promise<GroupsItem> {
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

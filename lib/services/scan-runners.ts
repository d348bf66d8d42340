// Last reading step of a scan: the runners of each group that it looked into, one request a group.
import type { Runner, RunnersKnown, RunnersReading } from '@/lib/core/inventory/runner'
import { readRunners } from '@/lib/gitlab/read-runners'
import { inParallel } from './in-parallel'
import { readOrGap, type ScanReading } from './scan-reading'
import type { Roots } from './scan-roots'

type RunnersItem = { known: RunnersKnown; runners: Runner[] }

const groupsAtOnce = 4

/** What is not shown is unknown, and no shortcoming of the scan: only warnings about runners rest on it. */
export async function scanRunners(
  { items, client }: ScanReading,
  roots: Pick<Roots, 'groups' | 'projects'>,
): Promise<RunnersReading> {
  const groups = new Set([
    ...roots.groups,
    ...roots.projects.flatMap((path) => (path.includes('/') ? [path.slice(0, path.lastIndexOf('/'))] : [])),
  ])
  const kept = await items.find<RunnersItem>('runners')
  await inParallel(groupsAtOnce, [...groups], async (group) => {
    if (kept.has(group)) return
    const gap = { subject: 'group', path: group, part: 'projects' } as const
    const read = await readOrGap(gap, () => readRunners(client, group))
    const item = read.value ?? { known: 'unknown', runners: [] }
    kept.set(group, item)
    await items.save('runners', group, item)
  })
  const runners = new Map([...kept.values()].flatMap((item) => item.runners).map((runner) => [runner.id, runner]))
  return {
    runners: [...runners.values()].sort((one, other) => one.id - other.id),
    known: Object.fromEntries([...kept].map(([group, { known }]) => [group, known])),
  }
}

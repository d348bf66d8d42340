// Step of a scan: two settings of each project, in pages of 100 of each root, which is one request for 100 projects.
import type { PipelineSettings } from '@/lib/core/inventory/estate'
import { readSettings, readSettingsPage, type SettingsById } from '@/lib/gitlab/read-pipeline-settings'
import { inParallel } from './in-parallel'
import { readOrGap, type ScanReading, wasTooMuch } from './scan-reading'
import type { Roots } from './scan-roots'

type SettingsItem = { settings: SettingsById[] }

const rootsAtOnce = 6

/** What is not shown is unknown, and no shortcoming of the scan: what rests on it then says so. */
export async function scanSettings(
  { items, client }: ScanReading,
  roots: Pick<Roots, 'groups' | 'projects'>,
): Promise<void> {
  const kept = await items.keys('settings')
  const asked = [
    ...roots.groups.map((path) => ({ path, read: () => readOfGroup(client, path) })),
    ...roots.projects.map((path) => ({ path, read: async () => [await readSettings(client, path)] })),
  ]
  await inParallel(
    rootsAtOnce,
    asked.filter(({ path }) => !kept.has(path)),
    async ({ path, read }) => {
      const found = await readOrGap({ subject: 'group', path, part: 'projects' }, read)
      await items.save('settings', path, { settings: found.value ?? [] } satisfies SettingsItem)
    },
  )
}

/**
 * By number of the project. A GitLab before 17.11 has no such setting and runs no merge request as protected
 * (GitLab migration AddProtectMergeRequestPipelinesToProjectSettings): that is known.
 */
export async function findSettings(
  items: ScanReading['items'],
  version: string | null,
): Promise<(project: { id: number }) => PipelineSettings> {
  const found = [...(await items.find<SettingsItem>('settings')).values()].flatMap(({ settings }) => settings)
  const byId = new Map(found.map(({ id, settings }) => [id, settings]))
  const usual: PipelineSettings = { variablesFrom: null, protectsMergeRequests: null }
  const never = version !== null && isBefore(version, [17, 11])
  return ({ id }) => {
    const settings = byId.get(id) ?? usual
    return never ? { ...settings, protectsMergeRequests: false } : settings
  }
}

const largest = 100
const smallest = 20

/** Where GitLab gives up on a page, the rest is asked for in smaller ones; a page that never comes leaves its projects unknown. */
async function readOfGroup(client: ScanReading['client'], group: string): Promise<SettingsById[]> {
  const all: SettingsById[] = []
  let size = largest
  for (let offset = 0; ; ) {
    let page: Awaited<ReturnType<typeof readSettingsPage>>
    try {
      page = await readSettingsPage(client, group, { offset, size })
    } catch (error) {
      if (!wasTooMuch(error)) throw error
      if (size === smallest) return all
      size = smallest
      continue
    }
    all.push(...page.readings)
    offset += size
    if (page.last) return all
  }
}

function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const [first = 0, second = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0)
  return first < major || (first === major && second < minor)
}

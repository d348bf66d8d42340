// What a scan read, put together for publishing: a few projects at a time, so that no more of it is held.
import type { PipelineSettings, Project } from '@/lib/core/inventory/estate'
import type { RefsReading } from '@/lib/core/inventory/ref-reading'
import type { PublishedPart } from '@/lib/db/estate-repository'
import type { ScanItems } from '@/lib/db/scan-repository'
import type { PlacesItem } from './scan-places'
import type { ScannedProject } from './scan-projects'
import type { CiBasisItem, CiItem } from './scan-usage'
import type { ScannedVariables } from './scan-variables'

const atOnce = 25

const noSettings: PipelineSettings = { variablesFrom: null, protectsMergeRequests: null }

/** All but the variables of projects, which stay in their pages. */
export async function* publishedParts(
  items: ScanItems,
  found: Pick<ScannedVariables, 'instance' | 'groups' | 'projects'>,
  settingsOf: (project: ScannedProject) => PipelineSettings = () => noSettings,
): AsyncGenerator<PublishedPart, void, undefined> {
  yield { projects: [], variables: [...found.instance, ...found.groups.flatMap(({ variables }) => variables)] }
  for (let start = 0; start < found.projects.length; start += atOnce) {
    const some = found.projects.slice(start, start + atOnce)
    const paths = some.map(({ fullPath }) => fullPath)
    const [ci, bases, places, refs] = await Promise.all([
      items.pick<CiItem>('ci', paths),
      items.pick<CiBasisItem>('ci_basis', paths),
      items.pick<PlacesItem>('places', paths),
      items.pick<RefsReading>('refs', paths),
    ])
    yield {
      projects: some.map((scanned) => ({
        project: {
          ...projectOf(scanned, ci.get(scanned.fullPath), places.get(scanned.fullPath)),
          settings: settingsOf(scanned),
          ...withRefs(refs.get(scanned.fullPath)),
        },
        basis: bases.get(scanned.fullPath)?.basis ?? null,
      })),
      variables: [...places.values()].flatMap(({ variables }) => variables),
    }
  }
}

function projectOf(scanned: ScannedProject, ci: CiItem | undefined, places: PlacesItem | undefined): Project {
  const { id, fullPath, archived, repository, ciConfigPath, variablesRead, protectedBranches } = scanned
  return {
    id,
    fullPath,
    groupPath: fullPath.slice(0, fullPath.lastIndexOf('/')),
    archived,
    emptyRepository: repository?.empty ?? false,
    defaultBranch: repository?.defaultBranch ?? null,
    ciConfigPath,
    variablesRead,
    protectedBranches,
    protectedTags: null,
    protectedEnvironments: places?.protectedEnvironments ?? null,
    environments: places?.environments ?? null,
    schedules: places?.schedules ?? null,
    ci: ci?.ci ?? { state: 'unknown', reason: 'not_read_yet' },
  }
}

const withRefs = (refs: RefsReading | undefined) => (refs ? { refs } : {})

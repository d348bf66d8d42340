// What a scan read, put together for publishing: a page of projects at a time, so that no more of it is held.
import type { Project } from '@/lib/core/inventory/estate'
import type { PublishedPart } from '@/lib/db/estate-repository'
import type { ScanItems } from '@/lib/db/scan-repository'
import type { PlacesItem } from './scan-places'
import type { KeptProject, ProjectsItem } from './scan-projects'
import type { CiBasisItem, CiItem } from './scan-usage'
import type { ScannedVariables } from './scan-variables'

export async function* publishedParts(
  items: ScanItems,
  found: Pick<ScannedVariables, 'instance' | 'groups' | 'pages'>,
): AsyncGenerator<PublishedPart, void, undefined> {
  yield { projects: [], variables: [...found.instance, ...found.groups.flatMap(({ variables }) => variables)] }
  for (const { key, ids } of found.pages) {
    const page = (await items.pick<ProjectsItem>('projects', [key])).get(key)
    const some = (page?.projects ?? []).filter(({ id }) => ids.has(id))
    const paths = some.map(({ fullPath }) => fullPath)
    const [ci, bases, places] = await Promise.all([
      items.pick<CiItem>('ci', paths),
      items.pick<CiBasisItem>('ci_basis', paths),
      items.pick<PlacesItem>('places', paths),
    ])
    yield {
      projects: some.map((kept) => ({
        project: projectOf(kept, ci.get(kept.fullPath), places.get(kept.fullPath)),
        basis: bases.get(kept.fullPath)?.basis ?? null,
      })),
      variables: some.flatMap(({ fullPath, variables }) => [...variables, ...(places.get(fullPath)?.variables ?? [])]),
    }
  }
}

function projectOf(kept: KeptProject, ci: CiItem | undefined, places: PlacesItem | undefined): Project {
  const { id, fullPath, archived, repository, ciConfigPath, variablesRead, protectedBranches } = kept
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

// Puts together what a scan read of all GitLabs and publishes it as one estate. What could not be scanned stays as it was.
import type { Gap, GitlabHead } from '@/lib/core/inventory/estate'
import { findGitlabHeads, type PublishedPart, publishEstate } from '@/lib/db/estate-repository'
import { qualifier } from './qualify-scan'
import type { ScannedGitlab } from './scan-gitlab'
import { publishedParts } from './scan-parts'
import { findSettings } from './scan-settings'

/** A GitLab that could not be scanned, by its name; null is the first. `url` null: only an earlier scan knows it. */
export type FailedGitlab = { name: string | null; url: string | null }

type Published = { at: Date; variables: number; gaps: Gap[] }

export async function publishScan(
  scanId: string,
  scanned: readonly ScannedGitlab[],
  failed: readonly FailedGitlab[],
): Promise<Published> {
  const first = scanned.find(({ name }) => name === null)
  const gaps: Gap[] = failed.map(({ name }) => ({
    subject: 'instance',
    path: name === null ? null : `${name}:`,
    part: 'projects',
    reason: 'failed',
  }))
  for (const one of scanned) gaps.push(...(await gapsOf(one)))
  const before = await findGitlabHeads()
  const named = (name: string, url: string | null): GitlabHead[] => {
    const known = before?.instances.find((one) => one.name === name)
    return known || url ? [{ version: null, enterprise: null, ...known, name, url: url ?? known?.url ?? '' }] : []
  }
  const headOf = ({ check: { url, version, enterprise } }: ScannedGitlab) => ({ url, version, enterprise })
  const instances = [
    ...scanned.flatMap((one) => (one.name === null ? [] : [{ name: one.name, ...headOf(one) }])),
    ...failed.flatMap(({ name, url }) => (name === null ? [] : named(name, url))),
  ].sort((one, other) => (one.name < other.name ? -1 : 1))
  const lost = failed.find(({ name }) => name === null)
  const at = new Date()
  const variables = await publishEstate(
    {
      gitlab: first ? headOf(first) : (before?.gitlab ?? { url: lost?.url ?? '', version: null, enterprise: null }),
      instances,
      groups: scanned.flatMap(({ name, found }) => found.groups.map(({ group }) => qualifier(name).group(group))),
      gaps,
      ...(first ? { runners: first.runners } : {}),
    },
    partsOf(scanned),
    {
      at,
      include: first?.roots.include ?? [],
      kept: {
        scanId,
        pages: scanned.flatMap(({ name, found }) =>
          found.pages.map((page) => (name === null ? page : { ...page, instance: name })),
        ),
      },
      projects: scanned.flatMap(({ name, found }) => found.projects.map(qualifier(name).place)),
      others: {
        scanned: scanned.flatMap(({ name, roots }) =>
          name === null ? [] : [{ name, include: roots.include.map(qualifier(name).path) }],
        ),
        failed: failed.flatMap(({ name }) => name ?? []),
      },
      firstFailed: first === undefined,
    },
  )
  return { at, variables, gaps }
}

async function gapsOf({ name, found, roots, items }: ScannedGitlab): Promise<Gap[]> {
  // GITLAB_INCLUDE may write a path in another case than GitLab does.
  const written = new Map(found.groups.map(({ group }) => [group.fullPath.toLowerCase(), group.fullPath]))
  const rootGaps = roots.gaps.map((gap) => ({ ...gap, path: written.get(gap.path?.toLowerCase() ?? '') ?? gap.path }))
  return [...rootGaps, ...found.gaps, ...(await items.gaps(['ci', 'places']))].map(qualifier(name).gap)
}

async function* partsOf(scanned: readonly ScannedGitlab[]): AsyncGenerator<PublishedPart, void, undefined> {
  for (const { name, items, found, check } of scanned) {
    const { part } = qualifier(name)
    const settings = await findSettings(items, check.version)
    for await (const one of publishedParts(items, found, settings)) yield name === null ? one : part(one)
  }
}

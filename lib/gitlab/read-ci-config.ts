// The CI configuration of a project's default branch: GitLab's merged text, and the files it came from where they can be read.
import type { CiFile, CiReading } from '@/lib/core/inventory/estate'
import type { GitlabClient } from './gitlab-client'
import { type LintInclude, lintCi } from './lint-ci'
import { readFile } from './read-file'

type Place = { id: number; fullPath: string; ciConfigPath: string; defaultBranch: string }

/** Where an included file lies; `ref` null is the default branch. */
export type IncludedFrom = { project: string; ref: string | null }

/** What was read, and which includes came from where: the projects of files, and whether any is fetched from elsewhere. */
export type CiRead = { ci: CiReading; from: IncludedFrom[]; remote: boolean; template: boolean }

/** Included files by project, ref and path: each is read once per scan. */
export type FileCache = Map<string, Promise<string | null>>

/** Two requests, and one for each included file that no project before it included. Fails with `GitlabError`. */
export async function readCiConfig(client: GitlabClient, place: Place, cache: FileCache): Promise<CiRead> {
  const ref = place.defaultBranch
  const nothing = { from: [], remote: false, template: false }
  const elsewhere = place.ciConfigPath.includes('@') || /^https?:/.test(place.ciConfigPath)
  const root = elsewhere ? null : await readFile(client, place.id, place.ciConfigPath, ref)
  if (!elsewhere && !root) return { ci: { state: 'absent' }, ...nothing }
  const lint = await lintCi(client, place.id, ref)
  const file: CiFile | null = root && { path: place.ciConfigPath, text: root.text }
  // The file is there, or lies where we did not look: that GitLab does not judge it is no absence.
  if (!lint) return { ci: { state: 'unknown', reason: 'not_permitted' }, ...nothing }
  if (!lint.valid) return { ci: { state: 'invalid', ref, errors: lint.errors, root: file }, ...nothing }
  const included: CiFile[] = []
  for (const include of lint.includes) {
    const found = await readIncluded(client, place, include, cache)
    if (found && !included.some((known) => known.path === found.path)) included.push(found)
  }
  return {
    ci: {
      state: 'valid',
      ref,
      mergedYaml: lint.mergedYaml,
      root: file,
      included,
      includes: lint.includes.map(({ type, location, contextProject }) => ({ type, location, contextProject })),
    },
    from: placesOf(lint.includes),
    remote: lint.includes.some(({ type }) => !['local', 'file', 'template'].includes(type)),
    template: lint.includes.some(({ type }) => type === 'template'),
  }
}

function placesOf(includes: LintInclude[]): IncludedFrom[] {
  const places = new Map<string, IncludedFrom>()
  for (const { type, project, ref } of includes) {
    if (type !== 'file' || project === null) continue
    const from = { project, ref: ref === 'HEAD' ? null : ref }
    places.set(JSON.stringify(from), from)
  }
  return [...places.values()]
}

/** A file of this project keeps its path; one of another is named `project:path`. What cannot be read stays merged text only. */
async function readIncluded(
  client: GitlabClient,
  place: Place,
  include: LintInclude,
  cache: FileCache,
): Promise<CiFile | null> {
  const path = include.location.replace(/^\//, '')
  const own = include.type === 'local' && (include.project === null || include.project === place.fullPath)
  const project = own ? place.fullPath : include.project
  if (project === null) return null
  const ref = own ? place.defaultBranch : (include.ref ?? 'HEAD')
  const key = JSON.stringify([project, ref, path])
  const reading =
    cache.get(key) ??
    readFile(client, own ? place.id : project, path, ref)
      .then((found) => found?.text ?? null)
      .catch(() => null)
  cache.set(key, reading)
  const text = await reading
  return text === null ? null : { path: own ? path : `${project}:${path}`, text }
}

// The CI configuration of a project's default branch: GitLab's merged text, and the files it came from where they can be read.
import type { CiFile, CiReading } from '@/lib/core/inventory/estate'
import type { GitlabClient } from './gitlab-client'
import { type LintInclude, lintCi } from './lint-ci'
import { readFile } from './read-file'

type Place = { id: number; fullPath: string; ciConfigPath: string; defaultBranch: string }

/** Files that several projects include are read once per scan. */
export type FileCache = Map<string, Promise<CiFile | null>>

export async function readCiConfig(client: GitlabClient, place: Place, cache: FileCache): Promise<CiReading> {
  const ref = place.defaultBranch
  const elsewhere = place.ciConfigPath.includes('@') || /^https?:/.test(place.ciConfigPath)
  const root = elsewhere ? null : await readFile(client, place.id, place.ciConfigPath, ref)
  if (!elsewhere && !root) return { state: 'absent' }
  const file: CiFile | null = root && { path: place.ciConfigPath, text: root.text }
  const lint = await lintCi(client, place.id, ref)
  // The file is there, or lies where we did not look: that GitLab does not judge it is no absence.
  if (!lint) return { state: 'unknown', reason: 'not_permitted' }
  if (!lint.valid) return { state: 'invalid', ref, errors: lint.errors, root: file }
  const included: CiFile[] = []
  for (const include of lint.includes) {
    const found = await readIncluded(client, place, include, cache)
    if (found && !included.some((known) => known.path === found.path)) included.push(found)
  }
  return {
    state: 'valid',
    ref,
    mergedYaml: lint.mergedYaml,
    root: file,
    included,
    includes: lint.includes.map(({ type, location, contextProject }) => ({ type, location, contextProject })),
  }
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
  if (own) {
    const found = await readFile(client, place.id, path, place.defaultBranch).catch(() => null)
    return found && { path, text: found.text }
  }
  const { project } = include
  if (project === null) return null
  const ref = include.ref ?? 'HEAD'
  const key = `${project}:${path}@${ref}`
  const reading =
    cache.get(key) ??
    readFile(client, project, path, ref)
      .then((found) => found && { path: `${project}:${path}`, text: found.text })
      .catch(() => null)
  cache.set(key, reading)
  return reading
}

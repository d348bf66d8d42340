// Which GitLab a path is of: paths of all but the first GitLab are written `<name>:<path>`. No path of GitLab holds a colon.
import type { Estate, GitlabHead } from './estate'

/** The name of the GitLab that a group, project or owner is of; null for the first. `ops:` alone is that GitLab as a whole. */
export function instanceOf(path: string | null): string | null {
  const at = path?.indexOf(':') ?? -1
  // A colon behind a slash is none of ours: `group/project:file.yml` is a file of the first GitLab.
  return path === null || at < 0 || path.slice(0, at).includes('/') ? null : path.slice(0, at)
}

/** As that GitLab writes it. */
export function barePath(path: string): string {
  const instance = instanceOf(path)
  return instance === null ? path : path.slice(instance.length + 1)
}

/** The path as it is kept and shown; one that is qualified already stays. */
export function qualifiedPath(instance: string | null, path: string): string {
  return instance === null || instanceOf(path) !== null ? path : `${instance}:${path}`
}

/** The owner of the variables of a whole GitLab that reach this project: null for the first. */
export function instanceOwner(path: string | null): string | null {
  const instance = instanceOf(path)
  return instance === null ? null : `${instance}:`
}

/** The path as part of a Vault path or name: two projects of one path in two GitLabs stay two. */
export function pathPart(path: string): string {
  return path.replace(':', '/')
}

/** A number of GitLab as part of a Vault path or name. */
export function idPart(path: string, id: number): string {
  const instance = instanceOf(path)
  return instance === null ? String(id) : `${instance}-${id}`
}

/** What is known of a GitLab by its name; null where no scan has met it. */
export function gitlabOf(
  estate: Pick<Estate, 'gitlab' | 'instances'>,
  instance: string | null | undefined,
): Omit<GitlabHead, 'name'> | null {
  if (!instance) return estate.gitlab
  return estate.instances?.find(({ name }) => name === instance) ?? null
}

/** Its address, as tokens name it; for one that no scan has met an address that no token names. */
export function issuerOf(estate: Pick<Estate, 'gitlab' | 'instances'>, instance: string | null | undefined): string {
  return (gitlabOf(estate, instance)?.url ?? 'https://not-scanned.invalid').replace(/\/+$/, '')
}

const parts = new WeakMap<Estate, Map<string | null, Estate>>()

/** The estate of one GitLab alone, in which numbers are unique; the same object each time. */
export function ofInstance(estate: Estate, instance: string | null | undefined): Estate {
  if (!estate.instances?.length) return estate
  const wanted = instance || null
  const known = parts.get(estate) ?? new Map<string | null, Estate>()
  parts.set(estate, known)
  const made = known.get(wanted) ?? {
    ...estate,
    gitlab: gitlabOf(estate, wanted) ?? { url: issuerOf(estate, wanted), version: null, enterprise: null },
    groups: estate.groups.filter(({ fullPath }) => instanceOf(fullPath) === wanted),
    projects: estate.projects.filter(({ fullPath }) => instanceOf(fullPath) === wanted),
    variables: estate.variables.filter(({ owner }) => instanceOf(owner) === wanted),
    gaps: estate.gaps.filter(({ path }) => instanceOf(path) === wanted),
  }
  known.set(wanted, made)
  return made
}

// Which included files a pipeline always has, and which only when rules hold.
import type { CiFile, CiReading } from '@/lib/core/inventory/estate'
import { matchesGlob } from '@/lib/core/mapping/match-glob'
import { readCiFile } from './ci-file'
import { lookup, plainValue } from './map-lookup'

type Valid = Extract<CiReading, { state: 'valid' }>
type Entry = { locations: string[]; conditional: boolean }

export type Includes = { always: ReadonlySet<string>; anyConditional: boolean }

/**
 * Takes a valid reading and the path of the generated file, whose own entry has rules and does not count; gives the
 * paths of files that are in every pipeline, and whether any `include` has `rules`. A file that is reached only below a
 * conditional one is conditional too. Source: docs.gitlab.com/ci/yaml/#includerules.
 */
export function alwaysIncluded(ci: Valid, generated: string): Includes {
  const always = new Set<string>()
  const files = new Map(ci.included.map((file) => [trimmed(file.path), file]))
  const queue = ci.root === null ? [] : [ci.root]
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    always.add(trimmed(file.path))
    for (const { locations, conditional } of includeEntries(file)) {
      if (conditional) continue
      for (const [path, next] of files) {
        if (!always.has(path) && locations.some((location) => matches(location, path))) queue.push(next)
      }
    }
  }
  const all = [...(ci.root === null ? [] : [ci.root]), ...ci.included]
  const anyConditional = all.flatMap(includeEntries).some(({ locations, conditional }) => {
    return conditional && !locations.every((location) => trimmed(location) === trimmed(generated))
  })
  return { always, anyConditional }
}

/** Takes a path as an `include` or a file list has it; gives it without the slash at its start. */
export function trimmed(path: string): string {
  return path.replace(/^\/+/, '')
}

function includeEntries({ path, text }: CiFile): Entry[] {
  const read = readCiFile(text)
  if ('refused' in read) return []
  const found = lookup(read.file, read.file.root, 'include')
  if (found.kind !== 'own' && found.kind !== 'merged') return []
  const value = plainValue(read.file, found.node)
  const colon = path.indexOf(':')
  const holder = colon === -1 ? null : path.slice(0, colon)
  return (Array.isArray(value) ? value : [value]).map((entry) => entryOf(entry, holder))
}

/** Files of other projects are named `project:path`; a `local` lies in the project of the file that names it. */
function entryOf(value: unknown, holder: string | null): Entry {
  if (typeof value === 'string') return { locations: [inProject(holder, value)], conditional: false }
  if (!(value instanceof Map)) return { locations: [], conditional: false }
  const project: unknown = value.get('project')
  const from = typeof project === 'string' ? project : null
  const local = textsAt(value, 'local').map((path) => inProject(holder, path))
  const files = textsAt(value, 'file').map((path) => inProject(from, path))
  const others = ['template', 'remote', 'component'].flatMap((key) => textsAt(value, key))
  return { locations: [...local, ...files, ...others], conditional: value.has('rules') }
}

function textsAt(map: ReadonlyMap<unknown, unknown>, key: string): string[] {
  return [map.get(key)].flat().filter((one) => typeof one === 'string')
}

function inProject(project: string | null, path: string): string {
  return project === null ? trimmed(path) : `${project}:${trimmed(path)}`
}

/** `*` and `**` as in `include:local`. Source: docs.gitlab.com/ci/yaml/includes, "Use include:local with wildcard". */
function matches(location: string, path: string): boolean {
  if (location.includes('**')) return matchesGlob(trimmed(location).replaceAll('**/', '*').replaceAll('**', '*'), path)
  const parts = path.split('/')
  const globs = trimmed(location).split('/')
  return globs.length === parts.length && globs.every((glob, at) => matchesGlob(glob, parts[at] ?? ''))
}

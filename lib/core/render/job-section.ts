// What a job already has under `id_tokens:`, `secrets:` or `variables:`, and what a plan adds to it.
import { isAlias, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml'
import { type CiFile, keyOf, type RefusalReason } from './ci-file'
import type { JobBlocks, Section } from './ci-plan'
import { ancestorsOf } from './job-graph'
import { keysOf, lookup, plainValue } from './map-lookup'
import { sameValue } from './same-value'

export type Existing = {
  /** The pair in the job itself, or null where the section is inherited or absent. */
  pair: Pair | null
  /** The map in the job itself; null where it is inherited, absent or empty (`variables:`). */
  own: YAMLMap | null
  /** Every entry that holds now, in order: own ones, merged ones, and for `id_tokens` those of `default:`. */
  entries: Map<string, Node | null>
}

export type Outcome<T> = { ok: T } | { reason: RefusalReason }

/**
 * Takes a file, a job's map and a section; gives what holds there now. An own `id_tokens` replaces that of `default:`
 * (GitLab `lib/gitlab/ci/config/entry/default.rb`), so those count as entries as long as the job has none.
 */
export function existingEntries(
  file: CiFile,
  job: YAMLMap,
  section: Section,
  placement: 'inline' | 'file' = 'inline',
): Outcome<Existing> {
  const found = lookup(file, job, section)
  if (found.kind === 'duplicate') return { reason: 'duplicate_key' }
  if (found.kind === 'unclear') return { reason: 'cannot_splice_safely' }
  if (found.kind === 'none') return section === 'id_tokens' ? defaultTokens(file, job) : { ok: nothing() }
  const { node } = found
  if (node === null || (isScalar(node) && node.value === null)) {
    // An empty section hides what `extends` or `default:` would give; a map there would bring it back.
    const hides = lookup(file, job, 'extends').kind !== 'none' || (section === 'id_tokens' && defaultMap(file) !== null)
    if (hides) return { reason: 'cannot_splice_safely' }
    return { ok: { ...nothing(), pair: found.kind === 'own' ? found.pair : null } }
  }
  if (placement === 'inline' && found.kind === 'own' && isAlias(found.pair.value)) return { reason: 'alias' }
  if (!isMap(node) || node.tag) return { reason: 'cannot_splice_safely' }
  const entries = entriesOf(file, node)
  if ('reason' in entries) return entries
  const own = found.kind === 'own' ? node : null
  return { ok: { pair: found.kind === 'own' ? found.pair : null, own, entries: entries.ok } }
}

/** Takes what a job has and what the plan wants there; gives the names that are missing, or `already_defined`. */
export function missingEntries(
  file: CiFile,
  job: YAMLMap,
  section: Section,
  existing: Existing,
  wanted: NonNullable<JobBlocks[Section]>,
): Outcome<string[]> {
  const missing: string[] = []
  const inherited = ancestorsOf(file, job).maps.map((map) => existingInherited(file, map, section))
  for (const [name, value] of Object.entries(wanted)) {
    if (existing.entries.has(name)) {
      if (!sameValue(plainValue(file, existing.entries.get(name) ?? null), value)) return { reason: 'already_defined' }
      continue
    }
    for (const entries of inherited) {
      if (!entries.has(name)) continue
      if (!sameValue(plainValue(file, entries.get(name) ?? null), value)) return { reason: 'already_defined' }
    }
    missing.push(name)
  }
  return { ok: missing }
}

/** Takes a map that a job extends; gives its readable entries of a section. */
export function existingInherited(file: CiFile, map: YAMLMap, section: Section): Map<string, Node | null> {
  const found = lookup(file, map, section)
  const node = found.kind === 'own' || found.kind === 'merged' ? found.node : null
  const entries = isMap(node) ? entriesOf(file, node) : null
  return entries && 'ok' in entries ? entries.ok : new Map()
}

function entriesOf(file: CiFile, map: YAMLMap): Outcome<Map<string, Node | null>> {
  const keys = keysOf(file, map)
  if (!keys) return { reason: 'cannot_splice_safely' }
  const entries = new Map<string, Node | null>()
  for (const key of keys) {
    const found = lookup(file, map, key)
    if (found.kind === 'duplicate') return { reason: 'duplicate_key' }
    if (found.kind !== 'own' && found.kind !== 'merged') return { reason: 'cannot_splice_safely' }
    entries.set(key, found.node)
  }
  return { ok: entries }
}

function defaultTokens(file: CiFile, job: YAMLMap): Outcome<Existing> {
  const tokens = defaultMap(file)
  if (tokens === null) return { ok: nothing() }
  const parents = ancestorsOf(file, job)
  if (parents.maps.some((map) => lookup(file, map, 'id_tokens').kind !== 'none')) return { ok: nothing() }
  const inherits = [job, ...parents.maps].map((map) => inheritsTokens(file, map)).find((answer) => answer !== null)
  if (inherits === false) return { ok: nothing() }
  // What a job from another file holds is not known here: its own tokens would replace those of `default:`.
  if (!parents.complete) return { reason: 'inherited_unknown' }
  if (tokens === 'unclear' || !isMap(tokens) || tokens.tag) return { reason: 'cannot_splice_safely' }
  const entries = entriesOf(file, tokens)
  return 'reason' in entries ? entries : { ok: { ...nothing(), entries: entries.ok } }
}

/** The node of `default:id_tokens`, or null where there is none. */
function defaultMap(file: CiFile): Node | 'unclear' | null {
  const pair = file.root.items.findLast((item) => keyOf(item) === 'default')
  const map = file.resolve(pair?.value)
  if (!isMap(map)) return null
  const found = lookup(file, map, 'id_tokens')
  if (found.kind === 'own' || found.kind === 'merged') return found.node
  return found.kind === 'none' ? null : 'unclear'
}

/** What `inherit:default` of a map says of `id_tokens`, or null where it says nothing. */
function inheritsTokens(file: CiFile, map: YAMLMap): boolean | null {
  const found = lookup(file, map, 'inherit')
  const inherit = found.kind === 'own' || found.kind === 'merged' ? found.node : null
  if (!isMap(inherit)) return null
  const value = lookup(file, inherit, 'default')
  if (value.kind !== 'own' && value.kind !== 'merged') return null
  const answer = plainValue(file, value.node)
  if (Array.isArray(answer)) return answer.includes('id_tokens')
  return typeof answer === 'boolean' ? answer : null
}

function nothing(): Existing {
  return { pair: null, own: null, entries: new Map() }
}

// What a key of a YAML map stands for, with merge keys.
import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml'
import { type CiFile, keyOf } from './ci-file'

export type Lookup =
  | { kind: 'none' }
  /** Written in the map itself. */
  | { kind: 'own'; pair: Pair; node: Node | null }
  /** Comes with `<<`. */
  | { kind: 'merged'; node: Node | null }
  | { kind: 'duplicate' }
  /** Parsers disagree on which value wins. */
  | { kind: 'unclear' }

/**
 * Takes a map and a key; gives where its value comes from. The YAML type `merge` lets the map's own key win and the
 * first of several maps, while Ruby's Psych (`lib/psych/visitors/to_ruby.rb`, `revive_hash`) lets a later `<<` overwrite
 * an earlier key: where the two differ the answer is `unclear`.
 */
export function lookup(file: CiFile, map: YAMLMap, key: string, depth = 0): Lookup {
  if (depth > 30) return { kind: 'unclear' }
  const own: { pair: Pair; at: number }[] = []
  const merged: { node: Node | null; at: number }[] = []
  for (const [at, pair] of map.items.entries()) {
    const name = keyOf(pair)
    if (name === key) own.push({ pair, at })
    if (name !== '<<') continue
    if (isScalar(pair.key) && pair.key.type !== 'PLAIN') return { kind: 'unclear' }
    const found = mergedValue(file, pair, key, depth)
    if (found.kind === 'unclear') return found
    if (found.kind === 'merged') merged.push({ node: found.node, at })
  }
  if (own.length > 1) return { kind: 'duplicate' }
  const [mine] = own
  if (mine) {
    if (merged.some(({ at }) => at > mine.at)) return { kind: 'unclear' }
    return { kind: 'own', pair: mine.pair, node: file.resolve(mine.pair.value) }
  }
  const [first] = merged
  if (!first) return { kind: 'none' }
  return merged.length > 1 ? { kind: 'unclear' } : { kind: 'merged', node: first.node }
}

function mergedValue(file: CiFile, pair: Pair, key: string, depth: number): Lookup {
  const sources = mergeSources(file, pair)
  if (!sources) return { kind: 'unclear' }
  for (const source of sources) {
    const found = lookup(file, source, key, depth + 1)
    if (found.kind === 'own' || found.kind === 'merged') return { kind: 'merged', node: found.node }
    if (found.kind !== 'none') return { kind: 'unclear' }
  }
  return { kind: 'none' }
}

/** Takes a `<<` pair; gives the maps that it merges, the strongest first, or null where one is no map. */
export function mergeSources(file: CiFile, pair: Pair): YAMLMap[] | null {
  const value = file.resolve(pair.value)
  const nodes = isSeq(value) ? value.items.map(file.resolve) : [value]
  const maps = nodes.filter((node) => isMap(node))
  return maps.length === nodes.length ? maps : null
}

/** Takes a map; gives every key in it or merged into it, in order and once, or null where a merge is no map. */
export function keysOf(file: CiFile, map: YAMLMap, depth = 0): string[] | null {
  if (depth > 30) return null
  const keys = new Set<string>()
  for (const pair of map.items) {
    const key = keyOf(pair)
    if (key === null) return null
    if (key !== '<<') {
      keys.add(key)
      continue
    }
    for (const source of mergeSources(file, pair) ?? [null]) {
      const more = source && keysOf(file, source, depth + 1)
      if (!more) return null
      for (const one of more) keys.add(one)
    }
  }
  return [...keys]
}

/** Takes a node; gives its plain value, maps as Map. */
export function plainValue(file: CiFile, node: Node | null): unknown {
  return node ? node.toJS(file.doc, { mapAsMap: true, maxAliasCount: -1 }) : null
}

/** Takes a node that names jobs (`extends`); gives the names, or null where it is of another form. */
export function namesIn(file: CiFile, node: Node | null): string[] | null {
  if (isScalar(node)) return typeof node.value === 'string' ? [node.value] : node.source ? [node.source] : []
  if (!isSeq(node)) return node === null ? [] : null
  const names = node.items.map((item) => namesIn(file, file.resolve(item)))
  return names.some((name) => name === null) ? null : names.flatMap((name) => name ?? [])
}

// Which jobs of a CI file take what from which others.
import { isMap, isScalar, isSeq, type Node, type Pair, visit, type YAMLMap } from 'yaml'
import { type CiFile, keyOf } from './ci-file'
import { lookup, mergeSources, namesIn } from './map-lookup'

/** Takes a file and a job's name; gives its pairs at the root, normally one. */
export function jobPairs(file: CiFile, name: string): Pair[] {
  return file.root.items.filter((pair) => keyOf(pair) === name)
}

/** Takes a name; gives its map (an alias counts as what it stands for), or null. */
export function jobMap(file: CiFile, name: string): YAMLMap | null {
  const value = file.resolve(jobPairs(file, name).at(-1)?.value)
  return isMap(value) ? value : null
}

/** Takes a job; gives the maps of this file that it extends, directly or not, and whether it extends others too. */
export function ancestorsOf(file: CiFile, job: YAMLMap): { maps: YAMLMap[]; complete: boolean } {
  const maps = new Set<YAMLMap>()
  let complete = true
  const walk = (map: YAMLMap) => {
    for (const name of extendsOf(file, map) ?? ['']) {
      const parent = jobMap(file, name)
      if (!parent) complete = false
      else if (!maps.has(parent) && parent !== job) {
        maps.add(parent)
        walk(parent)
      }
    }
  }
  walk(job)
  return { maps: [...maps], complete }
}

/** Takes a job's map; gives the names that it extends, or null where they cannot be read. */
function extendsOf(file: CiFile, map: YAMLMap): string[] | null {
  const found = lookup(file, map, 'extends')
  if (found.kind === 'none') return []
  return found.kind === 'own' || found.kind === 'merged' ? namesIn(file, found.node) : null
}

/**
 * Takes a job's name; gives the names of all jobs that would get what is added to it, directly or not. With `text`
 * also those that get it while the file is parsed (`<<`); a null stands for a use elsewhere in the file.
 */
export function heirsOf(file: CiFile, name: string, text: boolean): Set<string | null> {
  const heirs = new Set<string | null>()
  const walk = (parent: string) => {
    const map = jobMap(file, parent)
    for (const pair of file.root.items) {
      const child = keyOf(pair)
      const value = file.resolve(pair.value)
      if (child === null || child === name || heirs.has(child) || !isMap(value)) continue
      const merges =
        text && map !== null && value.items.some((item) => keyOf(item) === '<<' && isMerged(file, item, map))
      if (!merges && !extendsOf(file, value)?.includes(parent)) continue
      heirs.add(child)
      walk(child)
    }
  }
  walk(name)
  if (text && usedElsewhere(file, name)) heirs.add(null)
  return heirs
}

function isMerged(file: CiFile, pair: Pair, map: YAMLMap): boolean {
  return mergeSources(file, pair)?.includes(map) ?? false
}

/** Whether an alias stands for the job's map at a place that is no `<<` of another job. */
function usedElsewhere(file: CiFile, name: string): boolean {
  const map = jobMap(file, name)
  const known = new Set<unknown>()
  for (const pair of file.root.items) {
    if (!isMap(pair.value)) continue
    for (const item of pair.value.items) {
      if (keyOf(item) !== '<<') continue
      known.add(item.value)
      if (isSeq(item.value)) for (const one of item.value.items) known.add(one)
    }
  }
  return [...file.aliases].some(([alias, target]) => target === map && !known.has(alias))
}

/** Takes a job's name and a test for its keys; tells whether a `!reference` in the file takes such a part of it. */
export function isReferenced(file: CiFile, name: string, touches: (path: readonly string[]) => boolean): boolean {
  let found = false
  visit(file.doc, {
    Seq(_, node) {
      if (node.tag !== '!reference') return
      const path = node.items.map((item) => textOf(file.resolve(item)))
      if (path[0] === name && touches(path.slice(1))) found = true
    },
  })
  return found
}

function textOf(node: Node | null): string {
  return isScalar(node) ? String(node.value) : ''
}

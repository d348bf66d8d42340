// GitLab CI YAML, as GitLab reads it: with !reference, merge keys, and a `spec:` header before the real document.
import {
  type CollectionTag,
  type Document,
  isMap as isMapNode,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
} from 'yaml'
import { lastFew } from './last-few'
import { isMap, type YamlMap } from './yaml-value'

export type CiDocument = { document: Document.Parsed<ParsedNode>; lines: LineCounter }

/** `!reference [job, key]` stays the list that it is written as. */
const referenceTag: CollectionTag = { tag: '!reference', collection: 'seq' }

/**
 * Lists in lists, or marks after marks, on one line: thousands of them end the process that parses them (see `yamlExcess`).
 * GitLab reads 100 levels (`max_yaml_depth`, `lib/gitlab/config/loader/yaml.rb`).
 */
const tooDeep = /(?:[-?][ \t]+){200}|(?:[&!][^\s&!]*[ \t]+){200}/

/**
 * Takes the text of a CI file or of lint's `merged_yaml` and gives its last document with a line counter, or null where
 * GitLab could not read it either. A first document with only `spec:` is the header of a component.
 * Sources: GitLab `lib/gitlab/ci/config/yaml/loader.rb`, `lib/gitlab/ci/config/yaml/tags/reference.rb`.
 */
export const parseCiDocument = lastFew((written: string): CiDocument | null => {
  const text = written.replace(/^\uFEFF/, '')
  if (tooDeep.test(text)) return null
  const lines = new LineCounter()
  const parsed = parseAllDocuments(text, {
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    customTags: (tags) => [...tags, referenceTag],
    lineCounter: lines,
    logLevel: 'silent',
  })
  if (!Array.isArray(parsed)) return null
  const document = parsed.findLast((one) => one.contents !== null)
  if (!document || document.errors.length > 0 || !isMapNode(document.contents)) return null
  return { document, lines }
})

/**
 * Takes CI YAML and gives its map, or null where it is none. Keys written as Ruby symbols (`:script:`), as old versions
 * of lint answer them, lose the colon.
 */
export function readCiConfig(text: string): YamlMap | null {
  const parsed = parseCiDocument(text)
  return parsed ? documentMap(parsed) : null
}

const maps = new WeakMap<CiDocument, { map: YamlMap | null }>()

/** As `readCiConfig`, for a document that is parsed already. The same document gives the same map, which nobody changes. */
export function documentMap(parsed: CiDocument): YamlMap | null {
  const known = maps.get(parsed) ?? { map: mapOf(parsed) }
  maps.set(parsed, known)
  return known.map
}

function mapOf({ document }: CiDocument): YamlMap | null {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 10_000 })
    return isMap(value) ? withoutSymbols(value, 3) : null
  } catch {
    // An alias without anchor, or more aliases than any honest file has.
    return null
  }
}

function withoutSymbols(map: YamlMap, depth: number): YamlMap {
  const entries = Object.entries(map).map(([key, value]) => [
    key.replace(/^:(?=[a-z_]+$)/, ''),
    depth > 0 && isMap(value) ? withoutSymbols(value, depth - 1) : value,
  ])
  return Object.fromEntries(entries)
}

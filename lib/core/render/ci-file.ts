// A `.gitlab-ci.yml` as parsed text: the root map of its last document, with positions.
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  type Node,
  type Pair,
  parseAllDocuments,
  visit,
  type YAMLMap,
} from 'yaml'
import { lastFew } from '@/lib/core/inventory/last-few'

export type RefusalReason =
  | 'invalid_yaml'
  | 'broken_frame'
  | 'not_a_job'
  | 'job_not_found'
  | 'duplicate_key'
  | 'alias'
  | 'not_a_map'
  | 'bridge'
  | 'extended_by'
  | 'already_defined'
  | 'other_token'
  | 'inherited_unknown'
  | 'include_form'
  | 'include_conditional'
  | 'cannot_splice_safely'

/** Why a text was left as it is; `job` and `line` (from 1) are null where the whole file is meant. */
export type Refusal = { job: string | null; reason: RefusalReason; line: number | null }

export type CiFile = {
  text: string
  doc: Document
  root: YAMLMap
  /** How many documents the file has: a `spec:` header may come before the configuration. */
  documents: number
  /** The node that an alias stands for; any other node is given back. */
  resolve(node: unknown): Node | null
  aliases: ReadonlyMap<Alias, Node>
}

/**
 * Takes the text of a CI file; gives its last document, which is the configuration (GitLab
 * `lib/gitlab/config/loader/multi_doc_yaml.rb`), read as YAML 1.1 with merge keys as Ruby's Psych reads it. Refused
 * `invalid_yaml` where it does not parse or is not a map. Duplicate keys are no error here, as they are none in GitLab.
 */
export const readCiFile = lastFew((text: string): { file: CiFile } | { refused: Refusal[] } => {
  const docs = parseAllDocuments(text, {
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    logLevel: 'silent',
    customTags: (tags) => [...tags, { tag: '!reference', collection: 'seq' }],
  })
  const refused = (at: number | null) => ({
    refused: [{ job: null, reason: 'invalid_yaml' as const, line: at === null ? null : lineAt(text, at) }],
  })
  if (!Array.isArray(docs)) return refused(null)
  const error = docs.flatMap((doc) => doc.errors)[0]
  if (error) return refused(error.pos[0])
  const doc = docs.at(-1)
  if (!doc || !isMap(doc.contents)) return refused(null)
  const aliases = resolveAliases(doc)
  const resolve = (node: unknown): Node | null =>
    isAlias(node) ? (aliases.get(node) ?? null) : isNode(node) ? node : null
  return { file: { text, doc, root: doc.contents, documents: docs.length, resolve, aliases } }
})

/** One walk in document order: an alias stands for the last node before it that carries the anchor (YAML 1.2.2 §7.1). */
function resolveAliases(doc: Document): Map<Alias, Node> {
  const anchored = new Map<string, Node>()
  const found = new Map<Alias, Node>()
  visit(doc, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchored.get(node.source)
        if (target) found.set(node, target)
      } else if (node.anchor) anchored.set(node.anchor, node)
    },
  })
  return found
}

/** Takes a pair of a map; gives its key as written, or null where the key is no scalar. */
export function keyOf(pair: Pair): string | null {
  const { key } = pair
  if (!isScalar(key)) return null
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

/** Takes an offset in a text; gives its line, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** Takes an offset in a text; gives where its line starts, after a byte-order mark. */
export function startOfLine(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
  return start === 0 && text.startsWith('\ufeff') ? 1 : start
}

/** Takes a pair; gives the offset of its key, or null where it has none. */
export function keyStart(pair: Pair): number | null {
  return isNode(pair.key) ? (pair.key.range?.[0] ?? null) : null
}

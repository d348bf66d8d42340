// The one `include:` entry that brings the generated file into a CI file.
import { isAlias, isMap, isScalar, isSeq, type Node, type YAMLSeq } from 'yaml'
import {
  type CiFile,
  keyOf,
  keyStart,
  lineAt,
  type Refusal,
  type RefusalReason,
  readCiFile,
  startOfLine,
} from './ci-file'
import { findFrames, withoutFrames } from './framed-text'
import { applyEdits, beforeKey, framedEdit, type InsertPoint, lineEnd, nextLine } from './insert-point'
import { plainValue } from './map-lookup'
import { sameValue } from './same-value'
import { yamlString } from './yaml-string'

/** The rule that lets one variable take every project back (GitLab docs, `ci/yaml/includes`, "Use rules with include"). */
export const offRule = '$CUTOVER_OFF != "1"'

export type IncludeEntry = { path: string }
type Outcome = { text: string } | { refused: Refusal[] }

/**
 * Takes the text of a root CI file and the path of the generated file in the repository (`/.gitlab/cutover.yml`); gives the
 * text with one framed entry at the end of its `include:` list, so that its maps win over those of earlier includes, or
 * with a new `include:` before its first key. An own framed entry is replaced; the same entry unframed is left alone.
 * Refused: `include_form` where `include:` is no block list; `already_defined` where an entry takes this file in otherwise.
 */
export function spliceInclude(rootText: string, entry: IncludeEntry): Outcome {
  const base = removeInclude(rootText)
  if ('refused' in base) return base
  const read = readCiFile(base.text)
  if ('refused' in read) return read
  const { file } = read
  const pairs = file.root.items.filter((pair) => keyOf(pair) === 'include')
  const [pair] = pairs
  const start = pair ? keyStart(pair) : null
  const refuse = (reason: RefusalReason): Outcome => ({
    refused: [{ job: null, reason, line: start === null ? null : lineAt(base.text, start) }],
  })
  if (pairs.length > 1) return refuse('duplicate_key')
  if (file.root.flow || (pair && !isOpenList(pair.value))) return refuse('include_form')
  const list = pair && isSeq(pair.value) ? pair.value : null
  const held = list?.items.map((item) => plainValue(file, file.resolve(item))) ?? []
  const ours = { local: entry.path, rules: [{ if: offRule }] }
  if (held.some((one) => sameValue(one, ours))) return { text: base.text }
  if (held.some((one) => takesIn(one, entry.path))) return refuse('already_defined')
  const point = list ? afterItems(file, list) : beforeFirstKey(file)
  if (point === 'include_form') return refuse(point)
  if (!point) return refuse('cannot_splice_safely')
  const lines = list ? entryLines(entry, point.indent) : ['include:', ...entryLines(entry, 2)]
  const text = applyEdits(base.text, [framedEdit(point, lines, lineEnd(base.text))])
  return isSafe(file, text, base.text, [...held, ours]) ? { text } : refuse('cannot_splice_safely')
}

/** Takes the text of a CI file; gives it without the framed `include:` entry, byte for byte as before. */
export function removeInclude(text: string): Outcome {
  const found = findFrames(text)
  if ('broken' in found) return { refused: [{ job: null, reason: 'broken_frame', line: found.broken }] }
  return {
    text: withoutFrames(
      text,
      found.frames.filter((frame) => frame.include),
    ),
  }
}

function entryLines(entry: IncludeEntry, indent: number): string[] {
  const pad = ' '.repeat(indent)
  return [`${pad}- local: ${yamlString(entry.path)}`, `${pad}  rules:`, `${pad}    - if: ${yamlString(offRule)}`]
}

function isOpenList(value: unknown): boolean {
  return isSeq(value) && !value.flow && !value.anchor && !value.tag && value.items.length > 0
}

/** Whether an entry of `include:` already takes the file in, by its path or by a pattern. */
function takesIn(item: unknown, path: string): boolean {
  const local = item instanceof Map ? item.get('local') : item
  if (typeof local !== 'string') return false
  const pattern = withSlash(local)
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, (stars) => (stars.length > 1 ? '.*' : '[^/]*'))
  return new RegExp(`^${pattern}$`).test(withSlash(path))
}

function withSlash(path: string): string {
  return path.startsWith('/') ? path : `/${path}`
}

function beforeFirstKey(file: CiFile): InsertPoint | null {
  const [first] = file.root.items
  if (!first) return null
  const point = beforeKey(file.text, first, true)
  // Comments at the very top speak of the whole file, not of its first key.
  const above = point ? file.text.slice(0, point.offset) : ''
  return /[^\s\ufeff]/.test(above.replace(/^\ufeff?(?:.*\n)*---[^\n]*\n/, ''))
    ? point
    : beforeKey(file.text, first, false)
}

function afterItems(file: CiFile, list: YAMLSeq): InsertPoint | 'include_form' | null {
  const [first] = list.items
  const start = isMap(first) || isScalar(first) || isAlias(first) ? first.range?.[0] : undefined
  if (start === undefined) return 'include_form'
  const lineStart = startOfLine(file.text, start)
  const dash = /^( *)- +$/.exec(file.text.slice(lineStart, start))
  if (!dash) return 'include_form'
  const indent = dash[1]?.length ?? 0
  const end = endOfNode(file.resolve(list.items.at(-1)) ? list.items.at(-1) : null)
  return end === null ? null : nextLine(file.text, end, indent)
}

/** Where the last character of a node is, comments and blank lines after it left out; null for a block scalar. */
function endOfNode(node: unknown): number | null {
  if (isAlias(node)) return node.range?.[1] ?? null
  if (isScalar(node)) return node.type?.startsWith('BLOCK') ? null : (node.range?.[1] ?? null)
  if (isMap(node)) return node.flow ? (node.range?.[1] ?? null) : endOfNode(node.items.at(-1)?.value)
  if (isSeq(node)) return node.flow ? (node.range?.[1] ?? null) : endOfNode(node.items.at(-1))
  return null
}

/** Parsed again, all but `include:` reads as before, `include:` holds what it held and the entry, and removing restores. */
function isSafe(before: CiFile, text: string, base: string, include: unknown[]): boolean {
  const read = readCiFile(text)
  const back = removeInclude(text)
  if ('refused' in read || 'refused' in back || back.text !== base || read.file.documents !== before.documents)
    return false
  const was = asMap(before, before.root)
  const is = asMap(read.file, read.file.root)
  return sameValue(new Map([...was, ['include', include]]), is)
}

function asMap(file: CiFile, node: Node): ReadonlyMap<unknown, unknown> {
  const value = plainValue(file, node)
  return value instanceof Map ? value : new Map()
}

// Where new entries of a YAML map can go without touching another byte.
import { isAlias, isMap, isSeq, type Node, type Pair, type YAMLMap } from 'yaml'
import { type CiFile, keyOf, keyStart, startOfLine } from './ci-file'
import { frameBegin, frameEnd } from './framed-text'

/**
 * `lines`: whole lines before `offset`; `end`: after a last line without newline; `brace`: in a flow map, right after a
 * `{` or `,`; `comma`: in a flow map, after a last entry without comma.
 */
export type InsertPoint = { offset: number; form: 'lines' | 'end' | 'brace' | 'comma'; indent: number; flow: boolean }

export type Edit = { offset: number; insert: string }

/**
 * Takes a map and the column of the line that holds it when it is a flow map; gives where entries can be added, or
 * null. After every `<<`, since Ruby's Psych lets a later `<<` overwrite an earlier key; else before the first key.
 */
export function insertPoint(file: CiFile, map: YAMLMap, column: number): InsertPoint | null {
  if (map.flow) return afterBrace(file, map, column)
  const lastMerge = map.items.findLastIndex((pair) => keyOf(pair) === '<<')
  const merge = map.items[lastMerge]
  if (merge) {
    const end = endOfMerge(merge)
    const start = keyStart(merge)
    if (end !== null && start !== null) return nextLine(file.text, end, start - startOfLine(file.text, start))
  }
  for (const [at, pair] of map.items.entries()) {
    if (at <= lastMerge) continue
    const point = beforeKey(file.text, pair, at === 0)
    if (point) return point
  }
  return null
}

/** Takes a pair without a value (`variables:`); gives where entries of a block map can go below it, or null. */
export function belowKey(file: CiFile, pair: Pair, step: number): InsertPoint | null {
  const { key, value } = pair
  const keyEnd = isNodeWithRange(key) ? key.range[1] : null
  const start = keyStart(pair)
  if (keyEnd === null || start === null || !isNodeWithRange(value)) return null
  const between = file.text.slice(keyEnd, value.range[0]).replace(/\s#[^\n]*/g, '')
  if (between.trim() !== ':' || value.range[0] !== value.range[1]) return null
  return nextLine(file.text, file.text.indexOf(':', keyEnd) + 1, start - startOfLine(file.text, start) + step)
}

/** Takes an offset; gives the start of the next line as a place for lines, if nothing but a comment follows on this one. */
export function nextLine(text: string, offset: number, indent: number): InsertPoint | null {
  const newline = text.indexOf('\n', offset)
  const rest = text.slice(offset, newline === -1 ? text.length : newline)
  if (!/^[ \t]*(?:[ \t]#.*)?\r?$/.test(rest)) return null
  if (newline === -1) return { offset: text.length, form: 'end', indent, flow: false }
  return { offset: newline + 1, form: 'lines', indent, flow: false }
}

/** Takes a pair; gives the start of its line as a place for lines, above comments that belong to it, or null. */
export function beforeKey(text: string, pair: Pair, withComments: boolean): InsertPoint | null {
  const start = keyStart(pair)
  if (start === null) return null
  let offset = startOfLine(text, start)
  const prefix = text.slice(offset, start)
  if (!/^ *(?:\? +)?(?:[&!][^ ]* +)*$/.test(prefix)) return null
  const indent = /^ */.exec(prefix)?.[0] ?? ''
  while (withComments && offset > 1) {
    const above = startOfLine(text, offset - 1)
    if (!text.startsWith(`${indent}#`, above)) break
    offset = above
  }
  return { offset, form: 'lines', indent: indent.length, flow: false }
}

function afterBrace(file: CiFile, map: YAMLMap, column: number): InsertPoint | null {
  const start = map.range?.[0]
  if (start === undefined || file.text.charAt(start) !== '{') return null
  const merge = map.items.findLast((pair) => keyOf(pair) === '<<')
  if (merge) {
    const end = endOfMerge(merge)
    const next = end === null ? null : /^\s*([,}])/.exec(file.text.slice(end))
    if (end === null || !next) return null
    if (next[1] === '}') return { offset: end, form: 'comma', indent: column + 2, flow: true }
    return { offset: end + next[0].length, form: 'brace', indent: column + 2, flow: true }
  }
  const below = nextLine(file.text, start + 1, column + 2)
  return below?.form === 'lines'
    ? { ...below, flow: true }
    : { offset: start + 1, form: 'brace', indent: column + 2, flow: true }
}

/** Takes a point, lines for it and the line end of the file; gives the framed text to insert. */
export function framedEdit(point: InsertPoint, lines: readonly string[], eol: string): Edit {
  const pad = ' '.repeat(point.indent)
  const body = [`${pad}${frameBegin}`, ...lines, `${pad}${frameEnd}`].join(eol)
  if (point.form === 'end') return { offset: point.offset, insert: eol + body }
  if (point.form === 'lines') return { offset: point.offset, insert: body + eol }
  const comma = point.form === 'comma' ? ',' : ''
  return { offset: point.offset, insert: `${comma} ${body.trimStart()}${eol}${pad}` }
}

/** Takes a text; gives the line end of its first line. */
export function lineEnd(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n'
}

/** Takes a text and edits at different places; gives the text with them. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits.toSorted((one, other) => other.offset - one.offset)
  return ordered.reduce((all, { offset, insert }) => all.slice(0, offset) + insert + all.slice(offset), text)
}

function endOfMerge(pair: Pair): number | null {
  const { value } = pair
  if (isAlias(value)) return value.range?.[1] ?? null
  if (isMap(value)) return value.flow ? (value.range?.[1] ?? null) : null
  if (!isSeq(value)) return null
  if (value.flow) return value.range?.[1] ?? null
  const last = value.items.at(-1)
  return isAlias(last) ? (last.range?.[1] ?? null) : null
}

function isNodeWithRange(node: unknown): node is Node & { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
}

// Text that Cutover put into a CI file: where it is, and the file without it.
import { Lexer } from 'yaml'
import { lineAt, startOfLine } from './ci-file'

export const frameBegin = '# cutover:begin'
export const frameEnd = '# cutover:end'

/** `from` and `to` bound what was inserted; `include` tells the include entry from a job's blocks. */
export type Frame = { from: number; to: number; include: boolean }

/**
 * Takes the text of a CI file; gives its frames in order, or the line of one that has no partner. Only comments count,
 * never a like line in a script. A frame is whole lines, or begins right after a `{` or `,` of a flow map; where its last
 * entry has no comma, the comma before it is part of it.
 */
export function findFrames(text: string): { frames: Frame[] } | { broken: number } {
  if (!text.includes(frameBegin) && !text.includes(frameEnd)) return { frames: [] }
  const frames: Frame[] = []
  let open: number | null = null
  for (const { offset, mark } of marks(text)) {
    if ((mark === frameBegin) !== (open === null)) return { broken: lineAt(text, offset) }
    if (open === null) {
      open = offset
      continue
    }
    frames.push(frameAt(text, open, offset))
    open = null
  }
  return open === null ? { frames } : { broken: lineAt(text, open) }
}

/** Takes a text and frames in it; gives the text without them. */
export function withoutFrames(text: string, frames: readonly Frame[]): string {
  return frames.toReversed().reduce((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), text)
}

function frameAt(text: string, begin: number, end: number): Frame {
  const lineStart = startOfLine(text, begin)
  const newline = text.indexOf('\n', end)
  const after = newline === -1 ? text.length : newline + 1
  const firstLine = text.slice(text.indexOf('\n', begin) + 1)
  const include = /^(?:include:| *- local:)/.test(firstLine)
  if (text.slice(lineStart, begin).trim() !== '') {
    const indent = /^ */.exec(text.slice(startOfLine(text, end), end))?.[0].length ?? 0
    const rest = /^ */.exec(text.slice(after))?.[0].length ?? 0
    const ownComma = !/,\r?\n *$/.test(text.slice(begin, end))
    return { from: begin - (ownComma ? 2 : 1), to: after + Math.min(indent, rest), include }
  }
  if (newline !== -1) return { from: lineStart, to: after, include }
  const before = text.slice(0, lineStart)
  return { from: before.replace(/\r?\n$/, '').length, to: after, include }
}

/** Marks of the lexer have no length: document, end of a flow on a line too far left, scalar. Source: yaml `parse/cst.ts`. */
const control = { document: '\u0002', flowEnd: '\u0018', scalar: '\u001f' }

/** What the lexer says is enough, and four times faster than a parser: a comment starts with `#` and follows no scalar mark. */
function* marks(text: string): Generator<{ offset: number; mark: string }> {
  let offset = 0
  let inScalar = false
  for (const lexeme of new Lexer().lex(text)) {
    if (inScalar) inScalar = false
    else if (lexeme === control.scalar) {
      inScalar = true
      continue
    } else if (lexeme === control.document || lexeme === control.flowEnd) continue
    else if (lexeme.startsWith('#')) {
      const mark = lexeme.trimEnd()
      if ((mark === frameBegin || mark === frameEnd) && isFrameMark(text, offset, mark)) yield { offset, mark }
    }
    offset += lexeme.length
  }
}

/** Alone on its line, or (only the begin) one space after a `{` or `,`. */
function isFrameMark(text: string, offset: number, mark: string): boolean {
  const before = text.slice(startOfLine(text, offset), offset)
  return /^ *$/.test(before) || (mark === frameBegin && /[{,] $/.test(before))
}

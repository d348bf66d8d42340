// How much of YAML a file from elsewhere may use. The parser itself has no limit: it hangs or ends the whole process.
import { CST, Lexer } from 'yaml'

export type YamlLimits = {
  characters: number
  lines: number
  /** Open brackets at one place, and `-` or `?` one after another on a line. */
  depth: number
  /** Columns before the first character of a line. */
  indent: number
  aliases: number
  /** Anchors and tags. */
  marks: number
}

/** For a file that people write by hand or a program for them. */
export const fileLimits: YamlLimits = {
  characters: 1_900_000,
  lines: 200_000,
  depth: 50,
  indent: 200,
  aliases: 100,
  marks: 1000,
}

const said = (most: number) => most.toLocaleString('en')

/**
 * Takes YAML that nobody looked at yet and gives what there is too much of, as a sentence with the line, or null. Reads tokens
 * only, in time that grows with the text: `- - - …` of 40,000 characters ends a process that parses it (yaml 2.9, a regular
 * expression as deep as the text), where no `catch` helps.
 */
export function yamlExcess(text: string, limits: YamlLimits = fileLimits): string | null {
  if (text.length > limits.characters)
    return `The text has ${said(text.length)} characters; ${said(limits.characters)} are read. Split it, or use rules in place of single entries.`
  const here = { line: 1, brackets: 0, dashes: 0, aliases: 0, marks: 0, start: true }
  for (const token of new Lexer().lex(text)) {
    const found = excessOf(token, here, limits)
    if (found !== null) return `Line ${here.line}: ${found}`
    here.line += token.split('\n').length - 1
    if (here.line > limits.lines) return `The text has more than ${said(limits.lines)} lines.`
  }
  return null
}

type Place = { line: number; brackets: number; dashes: number; aliases: number; marks: number; start: boolean }

function excessOf(token: string, here: Place, limits: YamlLimits): string | null {
  const start = here.start
  here.start = false
  switch (CST.tokenType(token)) {
    case 'newline':
      here.start = true
      here.dashes = 0
      return null
    case 'space':
      return start && token.length > limits.indent ? `indented deeper than ${said(limits.indent)} columns.` : null
    case 'flow-seq-start':
    case 'flow-map-start':
      here.brackets += 1
      return here.brackets > limits.depth ? `nested deeper than ${said(limits.depth)} brackets.` : null
    case 'flow-seq-end':
    case 'flow-map-end':
      here.brackets -= 1
      return null
    case 'seq-item-ind':
    case 'explicit-key-ind':
      here.dashes += 1
      return here.dashes > limits.depth ? `nested deeper than ${said(limits.depth)} lists.` : null
    case 'alias':
      here.aliases += 1
      return here.aliases > limits.aliases ? `more than ${said(limits.aliases)} aliases.` : null
    case 'anchor':
    case 'tag':
      here.marks += 1
      return here.marks > limits.marks ? `more than ${said(limits.marks)} anchors and tags.` : null
    default:
      return null
  }
}

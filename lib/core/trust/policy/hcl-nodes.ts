// The parts of a policy text: tokens, keys, values, as HCL 1 and its JSON form give them.

export type Pos = { line: number; column: number }

export type TokenType =
  | 'ILLEGAL'
  | 'EOF'
  | 'COMMENT'
  | 'IDENT'
  | 'NUMBER'
  | 'FLOAT'
  | 'BOOL'
  | 'STRING'
  | 'HEREDOC'
  | 'NULL'
  | 'LBRACK'
  | 'LBRACE'
  | 'COMMA'
  | 'PERIOD'
  | 'COLON'
  | 'RBRACK'
  | 'RBRACE'
  | 'ASSIGN'
  | 'ADD'
  | 'SUB'

export type Token = { type: TokenType; pos: Pos; text: string }

/** A literal or key; `value` is the text that it stands for. */
export type Literal = { kind: 'literal'; type: TokenType; pos: Pos; text: string; value: string }

export type List = { kind: 'list'; pos: Pos; items: Value[] }

export type ObjectValue = { kind: 'object'; pos: Pos; items: Item[] }

export type Value = Literal | List | ObjectValue

export type Item = { keys: Literal[]; assign: Pos; value: Value }

export const noPos: Pos = { line: 0, column: 0 }

/** A text that is no policy: its message is what hashicorp/hcl says. */
export class HclError extends Error {}

export const showPos = (pos: Pos): string => (pos.line > 0 ? `${pos.line}:${pos.column}` : '-')

export const errorAt = (pos: Pos, message: string): HclError => new HclError(`At ${showPos(pos)}: ${message}`)

export const showToken = (token: Token): string => `${showPos(token.pos)} ${token.type} ${token.text}`

/** `strings.EqualFold` for the names of fields, which are ASCII; U+017F and U+212A fold to s and k. */
export function sameFold(a: string, b: string): boolean {
  return a === b || (a.length === b.length && fold(a) === fold(b))
}

const fold = (text: string): string => text.replaceAll('ſ', 's').replaceAll('\u212a', 'k').toLowerCase()

/** Items whose first key is the name, with that key taken off. */
export function filterItems(items: Item[], name: string): Item[] {
  return items
    .filter((item) => item.keys[0] !== undefined && sameFold(item.keys[0].value, name))
    .map((item) => ({ ...item, keys: item.keys.slice(1) }))
}

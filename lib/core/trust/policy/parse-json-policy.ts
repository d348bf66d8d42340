// A policy in JSON as hashicorp/hcl parses it: nested objects become items with several keys.
import {
  HclError,
  type Item,
  type List,
  type Literal,
  noPos,
  type ObjectValue,
  showPos,
  showToken,
  type Token,
  type Value,
} from './hcl-nodes'
import { JsonScanner } from './json-scanner'
import { literalOf } from './literal-of'

class EndOfText extends Error {}
const endOfText = new EndOfText()

/**
 * Gives the items of the top level, flattened, or throws an HclError. Source: hashicorp/hcl v1.0.1-vault-5
 * `json/parser/parser.go`, `json/parser/flatten.go`.
 */
export function parseJsonPolicy(text: string): Item[] {
  const parser = new Parser(text)
  let root: ObjectValue | null = null
  let failure: unknown = null
  try {
    root = parser.root()
  } catch (error) {
    failure = error instanceof EndOfText ? new HclError('EOF token found') : error
  }
  const wrong = parser.scannerError()
  if (wrong) throw wrong
  if (root === null) throw failure
  return flatten(root.items)
}

class Parser {
  private readonly scanner: JsonScanner
  private token: Token = { type: 'ILLEGAL', pos: noPos, text: '' }

  constructor(text: string) {
    this.scanner = new JsonScanner(text)
  }

  scannerError(): HclError | null {
    const { error } = this.scanner.reader
    return error && new HclError(`${showPos(error.pos)}: ${error.message}`)
  }

  private scan(): Token {
    this.token = this.scanner.scan()
    return this.token
  }

  root(): ObjectValue {
    const token = this.scan()
    if (token.type === 'LBRACE') return this.object()
    if (token.type === 'EOF') throw endOfText
    throw new HclError(`Expected object, got unknown token: ${showToken(token)}`)
  }

  /** No closing brace is asked for, and what follows the object is not looked at. */
  private object(): ObjectValue {
    const items: Item[] = []
    try {
      do items.push(this.item())
      while (this.scan().type === 'COMMA')
    } catch (error) {
      if (!(error instanceof EndOfText) && this.token.type !== 'RBRACE') throw error
    }
    return { kind: 'object', pos: noPos, items }
  }

  private item(): Item {
    const keys: Literal[] = []
    for (;;) {
      const token = this.scan()
      if (token.type === 'EOF') throw endOfText
      if (token.type === 'ILLEGAL') throw new HclError('illegal')
      if (token.type === 'COLON' && keys.length > 0) return { keys, assign: token.pos, value: this.value() }
      if (token.type !== 'STRING') throw new HclError(`expected: STRING got: ${token.type}`)
      keys.push(literal(token))
    }
  }

  private value(): Value {
    const token = this.scan()
    switch (token.type) {
      case 'NUMBER':
      case 'FLOAT':
      case 'BOOL':
      case 'NULL':
      case 'STRING':
        return literal(token)
      case 'LBRACE':
        return this.object()
      case 'LBRACK':
        return this.list()
      case 'EOF':
        throw endOfText
      default:
        throw new HclError(`Expected object value, got unknown token: ${showToken(token)}`)
    }
  }

  /** Booleans and inner lists are passed over: their brackets and items are read as if they stood in this list. */
  private list(): List {
    const list: List = { kind: 'list', pos: noPos, items: [] }
    for (;;) {
      const token = this.scan()
      if (token.type === 'NUMBER' || token.type === 'FLOAT' || token.type === 'STRING') list.items.push(literal(token))
      else if (token.type === 'LBRACE') list.items.push(this.object())
      else if (token.type === 'RBRACK') return list
      else if (token.type !== 'COMMA' && token.type !== 'BOOL' && token.type !== 'LBRACK') {
        throw new HclError(`unexpected token while parsing list: ${token.type}`)
      }
    }
  }
}

function literal(token: Token): Literal {
  const plain = token.type === 'NULL' ? { ...token, type: 'STRING' as const, text: '' } : token
  return literalOf({ ...plain, pos: noPos }, true)
}

/** An object of objects, and a list of objects, become items of the list above, with their keys joined. */
function flatten(items: Item[]): Item[] {
  return items.flatMap(flattenItem).map((item) => ({ ...item, value: inside(item.value) }))
}

function flattenItem(item: Item): Item[] {
  const { value } = item
  if (
    value.kind === 'object' &&
    value.items.length > 0 &&
    value.items.every((inner) => inner.value.kind === 'object')
  ) {
    return value.items.flatMap((inner) =>
      flattenItem({ ...item, keys: [...item.keys, ...inner.keys], value: inner.value }),
    )
  }
  if (value.kind === 'list' && value.items.length > 0 && value.items.every((inner) => inner.kind === 'object')) {
    return value.items.flatMap((inner) => flattenItem({ ...item, value: inner }))
  }
  return [item]
}

function inside(value: Value): Value {
  if (value.kind === 'object') return { ...value, items: flatten(value.items) }
  if (value.kind === 'list') return { ...value, items: value.items.map(inside) }
  return value
}

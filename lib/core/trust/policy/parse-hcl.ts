// HCL 1 as hashicorp/hcl parses it, with its errors.
import {
  errorAt,
  HclError,
  type Item,
  type List,
  type Literal,
  noPos,
  type ObjectValue,
  showToken,
  type Token,
  type Value,
} from './hcl-nodes'
import { HclScanner } from './hcl-scanner'
import { literalOf } from './literal-of'

/** The text ended where a key or a value was expected. */
class EndOfText extends Error {}
const endOfText = new EndOfText()

/**
 * Gives the items of the top level, or throws an HclError. Duplicate keys are an error where asked for. Source:
 * hashicorp/hcl v1.0.1-vault-5 `hcl/parser/parser.go`, v1.0.1-vault-7 for duplicates.
 */
export function parseHcl(text: string, refusesDuplicates: boolean): Item[] {
  const parser = new Parser(text.replaceAll('\r\n', '\n'), refusesDuplicates)
  const items: Item[] = []
  let failure: unknown = null
  try {
    parser.items(false, items)
  } catch (error) {
    failure = error
  }
  const wrong = parser.scannerError()
  if (wrong) throw wrong
  if (failure !== null) throw failure
  return items
}

class Parser {
  private readonly scanner: HclScanner
  private token: Token = { type: 'ILLEGAL', pos: noPos, text: '' }
  private held = false

  constructor(
    text: string,
    private readonly refusesDuplicates: boolean,
  ) {
    this.scanner = new HclScanner(text)
  }

  scannerError(): HclError | null {
    const { error } = this.scanner.reader
    return error && errorAt(error.pos, error.message)
  }

  /** The next token that is no comment. */
  private scan(): Token {
    if (this.held) {
      this.held = false
      return this.token
    }
    do this.token = this.scanner.scan()
    while (this.token.type === 'COMMENT')
    return this.token
  }

  /** Puts the items of an object, or of the top level, into the list, up to the first error. */
  items(inObject: boolean, items: Item[]): void {
    const seen = new Set<string>()
    for (;;) {
      if (inObject) {
        const { type } = this.scan()
        this.held = true
        if (type === 'RBRACE') return
      }
      const item = this.itemOrEnd()
      if (item === null) return
      if (this.refusesDuplicates && item.assign.line > 0) refuseDuplicate(item, seen)
      items.push(item)
      if (this.scan().type !== 'COMMA') this.held = true
    }
  }

  private itemOrEnd(): Item | null {
    try {
      return this.item()
    } catch (error) {
      if (error instanceof EndOfText) return null
      throw error
    }
  }

  private item(): Item {
    const keys = this.keys()
    const { type, pos } = this.token
    const value = this.valueOf(keys)
    this.scan()
    this.held = true
    return { keys, assign: type === 'ASSIGN' ? pos : noPos, value }
  }

  private valueOf(keys: Literal[]): Value {
    if (this.token.type === 'ASSIGN') return this.value()
    if (this.token.type === 'LBRACE') return this.object()
    const names = keys.map((key) => key.text).join(' ')
    throw errorAt(this.token.pos, `key '${names}' expected start of object ('{') or assignment ('=')`)
  }

  private keys(): Literal[] {
    const keys: Literal[] = []
    for (;;) {
      const token = this.scan()
      switch (token.type) {
        case 'EOF':
          if (keys.length === 0) throw endOfText
          return keys
        case 'ASSIGN':
          if (keys.length > 1) throw errorAt(token.pos, `nested object expected: LBRACE got: ${token.type}`)
          if (keys.length === 0) throw errorAt(token.pos, 'no object keys found!')
          return keys
        case 'LBRACE':
          if (keys.length === 0) throw errorAt(token.pos, `expected: IDENT | STRING got: ${token.type}`)
          return keys
        case 'IDENT':
        case 'STRING':
          keys.push(literalOf(token, false))
          break
        case 'ILLEGAL':
          throw errorAt(token.pos, 'illegal character')
        case 'RBRACE':
          if (keys.length > 0) {
            // A key without a value: the token is taken as the end, so that the value's error is given.
            this.token = { ...token, type: 'EOF' }
            return keys
          }
          throw errorAt(token.pos, `expected: IDENT | STRING | ASSIGN | LBRACE got: ${token.type}`)
        default:
          throw errorAt(token.pos, `expected: IDENT | STRING | ASSIGN | LBRACE got: ${token.type}`)
      }
    }
  }

  private value(): Value {
    const token = this.scan()
    switch (token.type) {
      case 'NUMBER':
      case 'FLOAT':
      case 'BOOL':
      case 'STRING':
      case 'HEREDOC':
        return literalOf(token, false)
      case 'LBRACE':
        return this.object()
      case 'LBRACK':
        return this.list()
      case 'EOF':
        throw endOfText
      default:
        throw errorAt(token.pos, `Unknown token: ${showToken(token)}`)
    }
  }

  private object(): ObjectValue {
    const pos = this.token.pos
    const items: Item[] = []
    try {
      this.items(true, items)
    } catch (error) {
      // Before v1.0.1-vault-7 an error at a closing brace went unnoticed.
      if (this.token.type !== 'RBRACE' || this.refusesDuplicates) throw error
    }
    const token = this.scan()
    if (token.type !== 'RBRACE') throw errorAt(token.pos, `object expected closing RBRACE got: ${token.type}`)
    return { kind: 'object', pos, items }
  }

  private list(): List {
    const list: List = { kind: 'list', pos: this.token.pos, items: [] }
    let needsComma = false
    for (;;) {
      const token = this.scan()
      if (needsComma && token.type !== 'COMMA' && token.type !== 'RBRACK') {
        throw errorAt(token.pos, `error parsing list, expected comma or list end, got: ${token.type}`)
      }
      switch (token.type) {
        case 'BOOL':
        case 'NUMBER':
        case 'FLOAT':
        case 'STRING':
        case 'HEREDOC':
          list.items.push(literalOf(token, false))
          needsComma = true
          break
        case 'COMMA':
          this.scan()
          this.held = true
          needsComma = false
          break
        case 'LBRACE':
          list.items.push(this.within('object', token, () => this.object()))
          needsComma = true
          break
        case 'LBRACK':
          list.items.push(this.within('list', token, () => this.list()))
          break
        case 'RBRACK':
          return list
        default:
          throw errorAt(token.pos, `unexpected token while parsing list: ${token.type}`)
      }
    }
  }

  private within(what: string, { pos }: Token, parse: () => Value): Value {
    try {
      return parse()
    } catch (error) {
      const message = error instanceof EndOfText ? 'EOF token found' : error instanceof HclError ? error.message : null
      if (message === null) throw error
      throw errorAt(pos, `error while trying to parse ${what} within list: ${message}`)
    }
  }
}

function refuseDuplicate(item: Item, seen: Set<string>): void {
  for (const { text, pos } of item.keys) {
    if (seen.has(text)) {
      const at = `${pos.line}:${pos.column}`
      throw new HclError(
        `The argument ${JSON.stringify(text)} at ${at} was already set. Each argument can only be defined once`,
      )
    }
    seen.add(text)
  }
}

// The tokens of a policy in JSON, as hashicorp/hcl reads it: more lenient than JSON.
import {
  CharReader,
  eof,
  isDecimal,
  isDigit,
  isLetter,
  isSpace,
  scanEscape,
  scanExponent,
  scanFloatRest,
  scanMantissa,
} from './char-reader'
import type { Token, TokenType } from './hcl-nodes'

const single: Record<string, TokenType> = {
  '[': 'LBRACK',
  ']': 'RBRACK',
  '{': 'LBRACE',
  '}': 'RBRACE',
  ',': 'COMMA',
  ':': 'COLON',
}

/** Source: hashicorp/hcl v1.0.1-vault-5 `json/scanner/scanner.go`. */
export class JsonScanner {
  readonly reader: CharReader

  constructor(text: string) {
    this.reader = new CharReader(text, false)
  }

  scan(): Token {
    const { reader } = this
    let char = reader.next()
    while (isSpace(char)) char = reader.next()
    const start = reader.lastStart()
    const pos = reader.position()
    const type = this.tokenType(char, start)
    return { type, pos, text: reader.text.slice(start, reader.at) }
  }

  private tokenType(char: string, start: number): TokenType {
    const { reader } = this
    if (char === eof) return 'EOF'
    if (isLetter(char)) return this.word(start)
    if (isDecimal(char)) return this.number(char)
    if (char === '"') return this.quoted()
    if (char === '.') {
      if (!isDecimal(reader.peek())) return 'PERIOD'
      scanExponent(reader, scanMantissa(reader, reader.peek()))
      return 'FLOAT'
    }
    if (char === '-' && isDecimal(reader.peek())) return this.number(reader.next())
    const known = Object.hasOwn(single, char) ? single[char] : undefined
    if (known === undefined) reader.fail(char === '-' ? 'illegal char' : `illegal char: ${char}`)
    return known ?? 'ILLEGAL'
  }

  private word(start: number): TokenType {
    const { reader } = this
    let char = reader.next()
    while (isLetter(char) || isDigit(char) || char === '-') char = reader.next()
    if (char !== eof) reader.unread()
    const word = reader.text.slice(start, reader.at)
    if (word === 'true' || word === 'false') return 'BOOL'
    if (word === 'null') return 'NULL'
    reader.fail('illegal char')
    return 'ILLEGAL'
  }

  private number(first: string): TokenType {
    const { reader } = this
    const { at } = reader
    scanMantissa(reader, first)
    const char = reader.next()
    if (char === 'e' || char === 'E' || char === '.') {
      scanFloatRest(reader, char)
      return 'FLOAT'
    }
    if (char !== eof) reader.unread()
    if (first === '0' && (reader.at !== at || char === eof)) reader.fail('numbers cannot start with 0')
    return 'NUMBER'
  }

  private quoted(): TokenType {
    const { reader } = this
    for (;;) {
      const char = reader.next()
      if (char === '\n' || char === eof) {
        reader.fail('literal not terminated')
        return 'STRING'
      }
      if (char === '"') return 'STRING'
      if (char === '\\') scanEscape(reader)
    }
  }
}

// The tokens of HCL 1.
import {
  CharReader,
  eof,
  isDecimal,
  isDigit,
  isHexadecimal,
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
  '=': 'ASSIGN',
  '+': 'ADD',
}

/** Source: hashicorp/hcl v1.0.1-vault-5 `hcl/scanner/scanner.go`. */
export class HclScanner {
  readonly reader: CharReader

  constructor(text: string) {
    this.reader = new CharReader(text, true)
  }

  scan(): Token {
    const { reader } = this
    let char = reader.next()
    while (isSpace(char)) char = reader.next()
    const start = reader.lastStart()
    const pos = reader.position()
    const type = this.tokenType(char)
    const text = reader.text.slice(start, reader.at)
    return { type: type === 'IDENT' && (text === 'true' || text === 'false') ? 'BOOL' : type, pos, text }
  }

  private tokenType(char: string): TokenType {
    const { reader } = this
    if (char === eof) return 'EOF'
    if (isLetter(char)) return this.identifier()
    if (isDecimal(char)) return this.number(char)
    if (char === '"') return this.quoted()
    if (char === '#' || char === '/') return this.comment(char)
    if (char === '<') return this.heredoc()
    if (char === '.') {
      if (!isDecimal(reader.peek())) return 'PERIOD'
      scanExponent(reader, scanMantissa(reader, reader.peek()))
      return 'FLOAT'
    }
    if (char === '-') return isDecimal(reader.peek()) ? this.number(reader.next()) : 'SUB'
    const known = Object.hasOwn(single, char) ? single[char] : undefined
    if (known === undefined) reader.fail('illegal char')
    return known ?? 'ILLEGAL'
  }

  private identifier(): TokenType {
    const { reader } = this
    let char = reader.next()
    while (isLetter(char) || isDigit(char) || char === '-' || char === '.') char = reader.next()
    if (char !== eof) reader.unread()
    return 'IDENT'
  }

  private number(first: string): TokenType {
    if (first === '0') return this.zero()
    const { reader } = this
    scanMantissa(reader, first)
    return this.floatOrNumber(reader.next())
  }

  private floatOrNumber(char: string): TokenType {
    const { reader } = this
    if (char === 'e' || char === 'E' || char === '.') {
      scanFloatRest(reader, char)
      return 'FLOAT'
    }
    if (char !== eof) reader.unread()
    return 'NUMBER'
  }

  /** Hexadecimal, octal or a fraction. */
  private zero(): TokenType {
    const { reader } = this
    let char = reader.next()
    if (char === 'x' || char === 'X') {
      char = reader.next()
      if (!isHexadecimal(char)) reader.fail('illegal hexadecimal number')
      while (isHexadecimal(char)) char = reader.next()
      if (char !== eof) reader.unread()
      return 'NUMBER'
    }
    let illegal = false
    while (isDecimal(char)) {
      char = reader.next()
      if (char === '8' || char === '9') illegal = true
    }
    const float = char === 'e' || char === 'E' || char === '.'
    if (illegal && !float) reader.fail('illegal octal number')
    return this.floatOrNumber(char)
  }

  /** A text; inside of `${}` quotes and line ends are part of it. */
  private quoted(): TokenType {
    const { reader } = this
    let braces = 0
    for (;;) {
      const char = reader.next()
      if ((char === '\n' && braces === 0) || char === eof) {
        reader.fail('literal not terminated')
        return 'STRING'
      }
      if (char === '"' && braces === 0) return 'STRING'
      if (braces === 0 && char === '$' && reader.peek() === '{') {
        braces++
        reader.next()
      } else if (braces > 0 && char === '{') braces++
      if (braces > 0 && char === '}') braces--
      if (char === '\\') scanEscape(reader)
    }
  }

  private comment(first: string): TokenType {
    const { reader } = this
    if (first === '#' || reader.peek() !== '*') {
      if (first === '/' && reader.peek() !== '/') {
        reader.fail("expected '/' for comment")
        return 'COMMENT'
      }
      let char = reader.next()
      while (char !== '\n' && char !== eof) char = reader.next()
      if (char !== eof) reader.unread()
      return 'COMMENT'
    }
    reader.next()
    let char = reader.next()
    for (;;) {
      if (char === eof) {
        reader.fail('comment not terminated')
        return 'COMMENT'
      }
      const before = char
      char = reader.next()
      if (before === '*' && char === '/') return 'COMMENT'
    }
  }

  private heredoc(): TokenType {
    const { reader } = this
    const wrong = (message: string): TokenType => {
      reader.fail(message)
      return 'HEREDOC'
    }
    if (reader.next() !== '<') return wrong("heredoc expected second '<', didn't see it")
    const start = reader.at
    let char = reader.next()
    if (char === '-') char = reader.next()
    while (isLetter(char) || isDigit(char)) char = reader.next()
    if (char === eof) return wrong('heredoc not terminated')
    if (char === '\r' && reader.peek() === '\n') char = reader.next()
    if (char !== '\n') return wrong('invalid characters in heredoc anchor')
    const anchor = reader.text.slice(start, reader.lastStart())
    if (anchor === '' || anchor === '-') return wrong('zero-length heredoc anchor')
    const end = new RegExp(`^[ \\t\\n\\v\\f\\r]*${anchor.replace(/^-/, '').replace(/\r$/, '\\r')}\\r*$`)
    let lineStart = reader.at
    for (;;) {
      char = reader.next()
      if (char === '\n') {
        const line = reader.text.slice(lineStart, reader.lastStart())
        // The anchor's dash counts for its length: a line shorter than `-EOF` ends no text.
        if (line.length >= anchor.length && end.test(line)) return 'HEREDOC'
        lineStart = reader.at
      }
      if (char === eof) return wrong('heredoc not terminated')
    }
  }
}

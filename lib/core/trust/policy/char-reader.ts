// Reads a policy text character by character and keeps line and column as hashicorp/hcl counts them.
import type { Pos } from './hcl-nodes'

/** What stands for the end of the text. */
export const eof = ''

/** Source: hashicorp/hcl v1.0.1-vault-5 `hcl/scanner/scanner.go` and `json/scanner/scanner.go` (next, unread, peek, err). */
export class CharReader {
  /** Of the character that `next` gives next. */
  at = 0
  line = 1
  column = 0
  /** The last error counts, as in hcl, which goes on after one. */
  error: { pos: Pos; message: string } | null = null
  private lastLineLength = 0
  private before = { at: 0, line: 1, column: 0 }
  private startOfLast = 0

  constructor(
    readonly text: string,
    /** HCL, not its JSON form: that one knows no reserved characters and always takes a character back after digits. */
    readonly isHcl: boolean,
  ) {}

  next(): string {
    this.startOfLast = this.at
    const char = this.peekChar()
    if (char === eof) {
      this.column++
      return eof
    }
    this.before = { at: this.at, line: this.line, column: this.column }
    this.at += char.length
    this.column++
    if (char === '\n') {
      this.line++
      this.lastLineLength = this.column
      this.column = 0
    } else if (char === '\0') {
      if (this.isHcl) this.fail('unexpected null character (0x00)')
      return eof
    } else if (this.isHcl && char === '\ue123') {
      this.fail('unicode code point U+E123 reserved for internal use')
      return '\ufffd'
    }
    return char
  }

  unread(): void {
    this.at = this.before.at
    this.line = this.before.line
    this.column = this.before.column
  }

  peek(): string {
    const char = this.peekChar()
    return char === '\0' ? eof : char
  }

  private peekChar(): string {
    const char = this.text.charAt(this.at)
    if (char < '\ud800' || char > '\udfff') return char
    return String.fromCodePoint(this.text.codePointAt(this.at) ?? 0)
  }

  /** Where the character that was read last begins. */
  lastStart(): number {
    return this.startOfLast
  }

  /** False where the last `next` stood at the end of the text. */
  hasRead(): boolean {
    return this.startOfLast < this.text.length
  }

  /** Line and column of the character that was read last. */
  position(): Pos {
    if (this.column > 0) return { line: this.line, column: this.column }
    return { line: this.line - 1, column: this.lastLineLength }
  }

  fail(message: string): void {
    const pos = this.column > 0 || this.lastLineLength > 0 ? this.position() : { line: 1, column: 1 }
    this.error = { pos, message }
  }
}

export const isSpace = (char: string): boolean => char === ' ' || char === '\t' || char === '\n' || char === '\r'

export const isDecimal = (char: string): boolean => char.length === 1 && char >= '0' && char <= '9'

export const isHexadecimal = (char: string): boolean => /^[\da-fA-F]$/.test(char)

export function isLetter(char: string): boolean {
  if (char < '\x80') return (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z') || char === '_'
  return /^\p{L}$/u.test(char)
}

export const isDigit = (char: string): boolean => (char < '\x80' ? isDecimal(char) : /^\p{Nd}$/u.test(char))

/** Digits of a number after the first; gives the next character that is none. */
export function scanMantissa(reader: CharReader, first: string): string {
  let char = first
  let scanned = false
  while (isDecimal(char)) {
    char = reader.next()
    scanned = true
  }
  if (scanned && char !== eof) reader.unread()
  return char
}

export function scanFraction(reader: CharReader, char: string): string {
  return char === '.' ? scanMantissa(reader, reader.peek()) : char
}

export function scanExponent(reader: CharReader, first: string): string {
  if (first !== 'e' && first !== 'E') return first
  let char = reader.next()
  if (char === '-' || char === '+') char = reader.next()
  return scanMantissa(reader, char)
}

/** After `.`, or after a mantissa: the fraction and the exponent. */
export function scanFloatRest(reader: CharReader, first: string): void {
  if (first !== '.') {
    scanExponent(reader, first)
    return
  }
  const char = scanFraction(reader, first)
  if (char === 'e' || char === 'E') scanExponent(reader, reader.next())
}

const escapeDigits: Record<string, [base: number, count: number]> = { x: [16, 2], u: [16, 4], U: [16, 8] }

/** What follows a backslash in a quoted text. */
export function scanEscape(reader: CharReader): void {
  const char = reader.next()
  if (char !== eof && 'abfnrtv\\"'.includes(char)) return
  if (/^[0-7]$/.test(char)) {
    scanDigits(reader, char, 8, 3)
    return
  }
  const digits = Object.hasOwn(escapeDigits, char) ? escapeDigits[char] : undefined
  if (digits) scanDigits(reader, reader.next(), ...digits)
  else reader.fail('illegal char escape')
}

/** In JSON a null character ends the text only for who reads it next; at the true end the server panics there. */
function scanDigits(reader: CharReader, first: string, base: number, count: number): void {
  let char = first
  let left = count
  while (left > 0 && digitOf(char) < base) {
    char = reader.next()
    if (char === eof && reader.isHcl) break
    left--
  }
  if (left > 0) reader.fail('illegal char escape')
  if (reader.isHcl ? left !== count && char !== eof : reader.hasRead()) reader.unread()
}

const digitOf = (char: string): number => (isHexadecimal(char) ? Number.parseInt(char, 16) : 16)

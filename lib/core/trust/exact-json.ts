// JSON read so that every number keeps the digits it was written with, as Vault keeps them.
import type { ClaimValue } from './bound-claims'

/** A number that JavaScript would print otherwise than it was written: `1.0`, `1e3`, an integer beyond 2^53. */
export class ExactNumber {
  constructor(readonly text: string) {}

  toJSON(): number {
    return Number(this.text)
  }
}

/** Where a number may stand that does not survive JavaScript; what only looks like one inside a text costs time, no more. */
const unusual = /[[{:,\s]-?(?:\d+[.eE]|\d{16})|[[{:,\s]-0(?![.\d])/

/**
 * Parses JSON; throws a SyntaxError where it is none. A number whose text would change in JavaScript comes as an
 * ExactNumber. Source: Vault reads request bodies with `UseNumber` (`sdk/helper/jsonutil`), and compares bound claims
 * by that text.
 */
export function parseExactJson(text: string): ClaimValue {
  const value: ClaimValue = JSON.parse(text)
  return unusual.test(` ${text}`) ? new Reader(text).value() : value
}

/** The digits of a number as they were written. */
export function numberText(value: number | ExactNumber): string {
  return value instanceof ExactNumber ? value.text : String(value)
}

/** The number that Go's `float64` holds. */
export function numberValue(value: number | ExactNumber): number {
  return value instanceof ExactNumber ? Number(value.text) : value
}

const token = /\s*("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{},:])/y

/** Reads text that JSON.parse has accepted, hence without checks of its own. */
class Reader {
  private at = 0

  constructor(private readonly text: string) {}

  value(first = this.next()): ClaimValue {
    if (first === '[') return this.list()
    if (first === '{') return this.object()
    if (/^[-\d]/.test(first)) return exact(first)
    const literal: ClaimValue = JSON.parse(first)
    return literal
  }

  private list(): ClaimValue[] {
    const items: ClaimValue[] = []
    for (let read = this.next(); read !== ']'; read = this.next()) {
      if (read !== ',') items.push(this.value(read))
    }
    return items
  }

  private object(): Record<string, ClaimValue> {
    const entries = new Map<string, ClaimValue>()
    for (let read = this.next(); read !== '}'; read = this.next()) {
      if (read === ',') continue
      this.next()
      const name: string = JSON.parse(read)
      entries.set(name, this.value())
    }
    return Object.fromEntries(entries)
  }

  private next(): string {
    token.lastIndex = this.at
    const found = token.exec(this.text)?.[1]
    if (found === undefined) throw new SyntaxError('Unexpected end of JSON')
    this.at = token.lastIndex
    return found
  }
}

function exact(text: string): number | ExactNumber {
  const value = Number(text)
  return String(value) === text ? value : new ExactNumber(text)
}

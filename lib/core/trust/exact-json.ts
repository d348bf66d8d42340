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
const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g

/** Stands for a number while JSON.parse reads; no name in JSON that a server takes begins so. */
const mark = '\0exact number'
const markText = JSON.stringify(mark)

/**
 * Parses JSON; throws a SyntaxError where it is none. A number whose text would change in JavaScript comes as an
 * ExactNumber. Source: Vault reads request bodies with `UseNumber` (`sdk/helper/jsonutil`), and compares bound claims
 * by that text.
 */
export function parseExactJson(text: string): ClaimValue {
  const value: ClaimValue = JSON.parse(text)
  if (!unusual.test(text) && !/^\s*-?\d/.test(text)) return value
  let marked = false
  const withMarks = text.replace(textOrNumber, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token) return token
    marked = true
    return `{${markText}:"${token}"}`
  })
  return marked ? unmarked(JSON.parse(withMarks)) : value
}

function unmarked(value: ClaimValue): ClaimValue {
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return value
  if (Array.isArray(value)) return value.map(unmarked)
  const digits = Object.hasOwn(value, mark) ? value[mark] : undefined
  if (typeof digits === 'string') return new ExactNumber(digits)
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null) value[name] = unmarked(inner)
  }
  return value
}

/** The digits of a number as they were written. */
export function numberText(value: number | ExactNumber): string {
  return value instanceof ExactNumber ? value.text : String(value)
}

/** The number that Go's `float64` holds. */
export function numberValue(value: number | ExactNumber): number {
  return value instanceof ExactNumber ? Number(value.text) : value
}

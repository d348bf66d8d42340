// How Go prints values: `%v`, `%q` and the names of types in the error texts of Vault.
import type { ClaimValue } from './bound-claims'
import { ExactNumber, numberText, numberValue } from './exact-json'

/** Whether a number is a `json.Number`, as in a request body, or a `float64`, as in a token's claims. */
export type GoNumbers = 'json.Number' | 'float64'

/** `fmt.Sprintf("%v", value)` of a decoded JSON value. */
export function goValue(value: ClaimValue | undefined, numbers: GoNumbers): string {
  if (value === null || value === undefined) return '<nil>'
  if (typeof value === 'number' || value instanceof ExactNumber) {
    return numbers === 'json.Number' ? numberText(value) : goFloat(numberValue(value))
  }
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => goValue(item, numbers)).join(' ')}]`
  const entries = Object.entries(value).sort(([a], [b]) => compareBytes(a, b))
  return `map[${entries.map(([name, item]) => `${name}:${goValue(item, numbers)}`).join(' ')}]`
}

/** `%v` of a float64: the shortest digits, with an exponent below 1e-4 and from 1e6 on. */
export function goFloat(value: number): string {
  if (Object.is(value, -0)) return '-0'
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const power = Number(exponent)
  if (value !== 0 && (power < -4 || power >= 6)) {
    return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  }
  return power < 0 ? value.toFixed(Math.max(0, digits.replace(/\D/g, '').length - 1 - power)) : String(value)
}

/** `reflect.TypeOf(value)` of a value in a request body. */
export function goType(value: ClaimValue): string {
  if (value === null) return '<nil>'
  if (typeof value === 'number' || value instanceof ExactNumber) return 'json.Number'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  return Array.isArray(value) ? '[]interface {}' : 'map[string]interface {}'
}

const named: Record<string, string> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
}

/** `strconv.Quote`: what is not printable is escaped. */
export function goQuote(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`
  return `"${Array.from(text, quoted).join('')}"`
}

function quoted(char: string): string {
  const known = named[char]
  if (known !== undefined) return known
  if (char === ' ' || /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(char)) return char
  const code = char.codePointAt(0) ?? 0
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** `strings.ToLower`: rune by rune, without the special cases of JavaScript. */
export function goLower(text: string): string {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase()
  return Array.from(text, (char) => (char === '\u0130' ? 'i' : char.toLowerCase())).join('')
}

/** `strings.TrimSpace`: JavaScript also trims U+FEFF, Go also U+0085. */
export function goTrim(text: string): string {
  return text.replace(/^[\p{White_Space}]+|[\p{White_Space}]+$/gu, '')
}

/** The order of Go's `sort.Strings`: by the bytes of UTF-8, which is the order of code points. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const one = a.charCodeAt(at)
    const other = b.charCodeAt(at)
    if (one !== other) return rank(one) - rank(other)
  }
  return a.length - b.length
}

/** Surrogates stand for code points above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** `time.Duration.String()` of whole seconds: `1h0m0s`. */
export function goDuration(seconds: number): string {
  const sign = seconds < 0 ? '-' : ''
  const whole = Math.abs(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  if (hours > 0) return `${sign}${hours}h${minutes}m${rest}s`
  return minutes > 0 ? `${sign}${minutes}m${rest}s` : `${sign}${rest}s`
}

// Durations as Vault reads them.
import { goQuote } from './go-format'

const nanoseconds: Record<string, bigint> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

const overflow = 'multiplication of durations resulted in overflow, one operand may be too large'
const limit = 2n ** 63n

/**
 * Gives whole seconds, cut towards zero, or Go's error. Empty is zero, a bare number seconds, `2d` days, all else a Go
 * duration. Source: hashicorp/go-secure-stdlib `parseutil` v0.2.0 (ParseDurationSecond), Go `time.ParseDuration`.
 */
export function parseDurationSeconds(text: string): { seconds: number } | { error: string } {
  if (text === '') return { seconds: 0 }
  if (isInt64(text)) return times(BigInt(text), 1_000_000_000n)
  if (text.endsWith('d')) {
    const days = text.slice(0, -1)
    if (isInt64(days)) return times(BigInt(days), 86_400_000_000_000n)
    const why = /^[+-]?\d+$/.test(days) ? 'value out of range' : 'invalid syntax'
    return { error: `strconv.ParseInt: parsing ${goQuote(days)}: ${why}` }
  }
  return goDuration(text)
}

function isInt64(text: string): boolean {
  if (!/^[+-]?\d+$/.test(text)) return false
  const value = BigInt(text.replace(/^\+/, ''))
  return value >= -limit && value < limit
}

function times(value: bigint, unit: bigint): { seconds: number } | { error: string } {
  const product = value * unit
  return product < -limit || product >= limit ? { error: overflow } : seconds(product)
}

const seconds = (nanos: bigint): { seconds: number } => ({ seconds: Number(nanos / 1_000_000_000n) })

function goDuration(text: string): { seconds: number } | { error: string } {
  const invalid = { error: `time: invalid duration ${quote(text)}` }
  const negative = text.startsWith('-')
  let rest = text.replace(/^[+-]/, '')
  if (rest === '0') return { seconds: 0 }
  if (rest === '') return invalid
  let total = 0n
  while (rest !== '') {
    const [whole, before = '', after = ''] = /^(\d*)(?:\.(\d*))?/.exec(rest) ?? []
    if (whole === undefined || (before === '' && after === '')) return invalid
    if (BigInt(before || '0') > limit) return invalid
    rest = rest.slice(whole.length)
    const unit = /^[^.\d]*/.exec(rest)?.[0] ?? ''
    if (unit === '') return { error: `time: missing unit in duration ${quote(text)}` }
    rest = rest.slice(unit.length)
    const size = Object.hasOwn(nanoseconds, unit) ? nanoseconds[unit] : undefined
    if (size === undefined) return { error: `time: unknown unit ${quote(unit)} in duration ${quote(text)}` }
    total += BigInt(before || '0') * size + (BigInt(after || '0') * size) / 10n ** BigInt(after.length)
    if (total > limit) return invalid
  }
  if (!negative && total >= limit) return invalid
  return seconds(negative ? -total : total)
}

/** Of package `time`: quotes and backslashes are escaped, all that is not printable ASCII as the bytes of UTF-8. */
function quote(text: string): string {
  const escaped = Array.from(text, (char) => {
    if (char === '"' || char === '\\') return `\\${char}`
    if (char >= ' ' && char < '\x7f') return char
    const bytes = encodeURIComponent(char.isWellFormed() ? char : '\ufffd')
    return bytes.startsWith('%') ? bytes.toLowerCase().replaceAll('%', '\\x') : `\\x${byte(char)}`
  })
  return `"${escaped.join('')}"`
}

const byte = (char: string): string => char.charCodeAt(0).toString(16).padStart(2, '0')

// How Vault turns what a request gives for a field into the field's type, and what it says where it cannot.
import type { ClaimValue } from './bound-claims'
import { ExactNumber, numberText } from './exact-json'
import { goQuote, goTrim, goType, goValue } from './go-format'
import { parseDurationSeconds } from './parse-duration'

export type FieldType = 'string' | 'lower' | 'bool' | 'int' | 'duration' | 'signed' | 'list' | 'map' | 'pairs' | 'slice'

export type JsonObject = { [name: string]: ClaimValue }

/** A value that cannot be converted: its message is Vault's. */
export class ConversionError extends Error {}

type Wording = 'v1' | 'v2'

export const isObject = (value: ClaimValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)

export const isNumber = (value: ClaimValue | undefined): value is number | ExactNumber =>
  typeof value === 'number' || value instanceof ExactNumber

/** A text field: numbers give their digits, booleans `1` and `0`, null nothing. */
export function decodeString(raw: ClaimValue, wording: Wording, name = ''): string {
  if (raw === null) return ''
  if (typeof raw === 'string') return raw
  if (typeof raw === 'boolean') return raw ? '1' : '0'
  if (isNumber(raw)) return numberText(raw)
  throw unconvertible(name, 'string', raw, wording)
}

const truths: Record<string, boolean> = { '': false }
for (const word of ['1', 't', 'T', 'TRUE', 'true', 'True']) truths[word] = true
for (const word of ['0', 'f', 'F', 'FALSE', 'false', 'False']) truths[word] = false

export function decodeBool(raw: ClaimValue, wording: Wording): boolean {
  if (raw === null) return false
  if (typeof raw === 'boolean') return raw
  if (typeof raw === 'object' && !isNumber(raw)) throw unconvertible('', 'bool', raw, wording)
  const text = isNumber(raw) ? numberText(raw) : raw
  const truth = Object.hasOwn(truths, text) ? truths[text] : undefined
  if (truth === undefined) throw unparsable('bool', 'ParseBool', text, 'invalid syntax', wording)
  return truth
}

const integer = /^[+-]?(?:0[xX](?:_?[\da-fA-F])+|0[bB](?:_?[01])+|0[oO]?(?:_?[0-7])+|[1-9](?:_?\d)*|0)$/

export function decodeInt(raw: ClaimValue, wording: Wording): number {
  if (raw === null) return 0
  if (typeof raw === 'boolean') return raw ? 1 : 0
  if (typeof raw === 'object' && !isNumber(raw)) throw unconvertible('', 'int', raw, wording)
  const text = (isNumber(raw) ? numberText(raw) : raw) || '0'
  if (!integer.test(text)) throw unparsable('int', 'ParseInt', text, 'invalid syntax', wording)
  const digits = text.replaceAll('_', '').replace(/^[+-]/, '')
  const value = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits) * (text.startsWith('-') ? -1n : 1n)
  if (value < -(2n ** 63n) || value >= 2n ** 63n) {
    throw unparsable('int', 'ParseInt', text, 'value out of range', wording)
  }
  return Number(value)
}

/** A list of texts: one text is split at its commas, each item is trimmed. Always in the words of `mapstructure` v1. */
export function decodeList(raw: ClaimValue): string[] {
  if (raw === null || raw === '') return []
  if (isNumber(raw)) return [goTrim(numberText(raw))]
  if (typeof raw === 'string') return raw.split(',').map(goTrim)
  return textItems(raw, 'v1').map(goTrim)
}

/** `mapstructure.WeakDecode` into a slice of texts; all items that cannot be converted are named. */
function textItems(raw: ClaimValue, wording: Wording): string[] {
  if (isObject(raw) && Object.keys(raw).length === 0) return []
  const errors: string[] = []
  const items = (Array.isArray(raw) ? raw : [raw]).map((item, at) => {
    try {
      return decodeString(item, wording, `[${at}]`)
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error
      errors.push(error.message)
      return ''
    }
  })
  if (errors.length > 0) throw new ConversionError(joinErrors(errors, wording))
  return items
}

function joinErrors(errors: string[], wording: Wording): string {
  if (wording === 'v2') return `decoding failed due to the following error(s):\n\n${errors.join('\n')}`
  const points = errors.map((error) => `* ${error}`).sort()
  return `${points.length} error(s) decoding:\n\n${points.join('\n')}`
}

/** A list of anything; what is none becomes a list of one. */
export function decodeSlice(raw: ClaimValue): ClaimValue[] {
  if (raw === null || (isObject(raw) && Object.keys(raw).length === 0)) return []
  return Array.isArray(raw) ? raw : [raw]
}

/** An object; a list of objects, also of lists of them, is merged into one. Null is none. */
export function decodeMap(raw: ClaimValue, wording: Wording, name = ''): JsonObject | null {
  if (raw === null) return null
  if (isObject(raw)) return raw
  if (!Array.isArray(raw)) {
    if (wording === 'v2') throw unconvertible(name, 'map[string]interface {}', raw, wording)
    throw new ConversionError(`'${name}' expected a map, got '${typeof raw === 'boolean' ? 'bool' : 'string'}'`)
  }
  const merged: JsonObject = {}
  for (const [at, item] of raw.entries()) Object.assign(merged, decodeMap(item, wording, `${name}[${at}]`))
  return merged
}

/** Texts by name: an object of scalars, or `name=value` texts in a list. */
export function decodePairs(raw: ClaimValue, wording: Wording): Map<string, string> {
  const direct = pairsOfObject(raw, wording)
  if (direct) return direct
  const pairs = new Map<string, string>()
  for (const item of textItems(raw, wording)) {
    const split = item.indexOf('=')
    if (split < 1) throw new ConversionError(`invalid key pair ${goQuote(item)}`)
    pairs.set(item.slice(0, split), item.slice(split + 1))
  }
  return pairs
}

function pairsOfObject(raw: ClaimValue, wording: Wording): Map<string, string> | null {
  if (raw === null) return new Map()
  if (Array.isArray(raw) && !raw.every((item) => item === null || isObject(item))) return null
  if (!Array.isArray(raw) && !isObject(raw)) return null
  try {
    const entries = Object.entries(decodeMap(raw, wording) ?? {})
    return new Map(entries.map(([name, value]) => [name, decodeString(value, wording)]))
  } catch (error) {
    if (error instanceof ConversionError) return null
    throw error
  }
}

/** Seconds, or a Go duration (`90s`, `1h`, `2d`). Undefined where null, which counts as not given. */
export function decodeDuration(raw: ClaimValue, signed: boolean): number | undefined {
  if (raw === null) return undefined
  if (typeof raw === 'boolean' || (typeof raw === 'object' && !isNumber(raw))) {
    throw new ConversionError('could not parse duration from input')
  }
  const parsed = parseDurationSeconds(isNumber(raw) ? numberText(raw) : raw)
  if ('error' in parsed) throw new ConversionError(parsed.error)
  if (!signed && parsed.seconds < 0) throw new ConversionError(`cannot provide negative value '${parsed.seconds}'`)
  return parsed.seconds
}

/** Tries a field as the framework does before it runs the handler; throws a ConversionError. */
export function checkField(type: FieldType, raw: ClaimValue, wording: Wording): void {
  if (type === 'string' || type === 'lower') decodeString(raw, wording)
  else if (type === 'bool') decodeBool(raw, wording)
  else if (type === 'int') decodeInt(raw, wording)
  else if (type === 'duration' || type === 'signed') decodeDuration(raw, type === 'signed')
  else if (type === 'list') decodeList(raw)
  else if (type === 'map') decodeMap(raw, wording)
  else if (type === 'pairs') decodePairs(raw, wording)
}

function unconvertible(name: string, expected: string, raw: ClaimValue, wording: Wording): ConversionError {
  const text = `'${name}' expected type '${expected}', got unconvertible type '${goType(raw)}'`
  return new ConversionError(wording === 'v2' ? text : `${text}, value: '${goValue(raw, 'json.Number')}'`)
}

function unparsable(type: string, func: string, text: string, why: string, wording: Wording): ConversionError {
  if (wording === 'v2') return new ConversionError(`'' cannot parse value as '${type}': strconv.${func}: ${why}`)
  return new ConversionError(`cannot parse '' as ${type}: strconv.${func}: parsing ${goQuote(text)}: ${why}`)
}

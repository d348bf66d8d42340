// The body of a write to Vault: its fields by type, or what the framework says before the handler runs.
import type { ClaimValue } from './bound-claims'
import {
  ConversionError,
  checkField,
  decodeBool,
  decodeDuration,
  decodeInt,
  decodeList,
  decodeMap,
  decodePairs,
  decodeString,
  type FieldType,
  type JsonObject,
} from './decode-field'
import type { Flavour } from './flavour'
import { compareBytes, goLower, goQuote, goTrim } from './go-format'

export type WriteVerdict<T> =
  | { allowed: true; errors: []; written: T }
  /** All texts that Vault may print: it prints one, and where it goes through a map in random order there are several. */
  | { allowed: false; errors: string[] }

export function refused(...errors: string[]): { allowed: false; errors: string[] } {
  return { allowed: false, errors: [...new Set(errors)] }
}

/** Reads fields of a body that has been checked. `undefined` where a field is not given. */
export class WriteBody {
  constructor(
    private readonly body: JsonObject,
    private readonly flavour: Flavour,
  ) {}

  has(field: string): boolean {
    return Object.hasOwn(this.body, field)
  }

  private raw(field: string): ClaimValue | undefined {
    return this.has(field) ? this.body[field] : undefined
  }

  string(field: string): string | undefined {
    const raw = this.raw(field)
    return raw === undefined ? undefined : decodeString(raw, this.flavour.mapstructure)
  }

  lower(field: string): string | undefined {
    const text = this.string(field)
    return text === undefined ? undefined : goLower(text)
  }

  bool(field: string): boolean {
    const raw = this.raw(field)
    return raw === undefined ? false : decodeBool(raw, this.flavour.mapstructure)
  }

  int(field: string): number | undefined {
    const raw = this.raw(field)
    return raw === undefined ? undefined : decodeInt(raw, this.flavour.mapstructure)
  }

  seconds(field: string): number | undefined {
    const raw = this.raw(field)
    return raw === undefined ? undefined : decodeDuration(raw, true)
  }

  list(field: string): string[] | undefined {
    const raw = this.raw(field)
    return raw === undefined ? undefined : decodeList(raw)
  }

  map(field: string): JsonObject | undefined {
    const raw = this.raw(field)
    return raw === undefined ? undefined : (decodeMap(raw, this.flavour.mapstructure) ?? {})
  }

  pairs(field: string): Map<string, string> | undefined {
    const raw = this.raw(field)
    return raw === undefined ? undefined : decodePairs(raw, this.flavour.mapstructure)
  }
}

/**
 * Gives what Vault prints for fields that cannot be converted: the first that it meets, and it meets them in random
 * order. Where a path tells first whether a thing exists, as a role's does, the text has no `Field validation failed: `
 * before it. Source: `sdk/framework/backend.go` (HandleExistenceCheck, HandleRequest), `field_data.go` (Validate).
 */
export function fieldErrors(body: JsonObject, types: Readonly<Record<string, FieldType>>, flavour: Flavour): string[] {
  const errors: string[] = []
  for (const [field, raw] of Object.entries(body)) {
    const type = Object.hasOwn(types, field) ? types[field] : undefined
    if (type === undefined) continue
    try {
      checkField(type, raw, flavour.mapstructure)
    } catch (error) {
      if (!(error instanceof ConversionError)) throw error
      errors.push(`error converting input for field ${goQuote(field)}: ${error.message}`)
    }
  }
  return errors
}

/** Lower-case, without doubles, sorted by bytes; `root` alone where it is among them. */
export function sanitizePolicies(policies: string[], addDefault: boolean): string[] {
  const names: string[] = []
  for (const policy of policies) {
    const name = goLower(goTrim(policy))
    if (name === 'root') return ['root']
    if (name !== '' && !names.includes(name)) names.push(name)
  }
  if (addDefault && !names.includes('default')) names.push('default')
  return names.length > 1 ? names.sort(compareBytes) : names
}

// Fields of a role or of a configuration in one form, whatever form they were written in or are read back in.
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import {
  ConversionError,
  decodeBool,
  decodeDuration,
  decodeInt,
  decodeList,
  decodePairs,
  decodeString,
  isObject,
  type JsonObject,
} from '@/lib/core/trust/decode-field'
import { goLower } from '@/lib/core/trust/go-format'
import { type DriftValue, plainValue } from './drift-item'

type Form = 'text' | 'lower' | 'flag' | 'whole' | 'seconds' | 'set' | 'names' | 'pairs'

export type FieldRule = {
  form: Form
  /** What the server takes where the field is not given. */
  usual: DriftValue
  /** The older name of the field, which counts where the new one is not there. */
  old?: string
}

/**
 * Takes a body and the rule of a field; gives its value in one form: seconds for durations, lists sorted and without
 * doubles, names in lower case, what is not given as the server's default. What the server could not convert either is
 * given as it is. Source: OpenBao `builtin/credential/jwt/path_role.go` (pathRoleRead), `sdk/helper/tokenutil`.
 */
export function fieldValue(body: JsonObject, name: string, rule: FieldRule): DriftValue {
  const raw = given(body, name) ?? (rule.old === undefined ? undefined : given(body, rule.old))
  if (raw === undefined || raw === '') return rule.usual
  try {
    return decoded(raw, rule.form)
  } catch (error) {
    if (error instanceof ConversionError) return plainValue(raw)
    throw error
  }
}

/** Null counts as not given: the server prints it for lists and maps that were never set. */
function given(body: JsonObject, name: string): ClaimValue | undefined {
  return Object.hasOwn(body, name) ? (body[name] ?? undefined) : undefined
}

function decoded(raw: ClaimValue, form: Form): DriftValue {
  if (form === 'text') return decodeString(raw, 'v2')
  if (form === 'lower') return goLower(decodeString(raw, 'v2'))
  if (form === 'flag') return decodeBool(raw, 'v2')
  if (form === 'whole') return decodeInt(raw, 'v2')
  if (form === 'seconds') return decodeDuration(raw, true) ?? 0
  if (form === 'set') return sorted(decodeList(raw))
  if (form === 'names') return sorted(decodeList(raw).map(goLower))
  return Object.fromEntries([...decodePairs(raw, 'v2')].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const sorted = (texts: string[]): string[] => [...new Set(texts)].filter((text) => text !== '').sort()

/**
 * The bound claims by name. A claim matches by any of its values, so that their order does not count, and one value is the
 * same as a list of it (Terraform writes lists). A boolean or number is never the text of the same letters.
 */
export function claimValues(body: JsonObject): Map<string, DriftValue> {
  const claims = given(body, 'bound_claims')
  if (!isObject(claims)) return new Map()
  return new Map(Object.entries(claims).map(([claim, value]) => [claim, claimValue(value)]))
}

function claimValue(value: ClaimValue): DriftValue {
  if (!Array.isArray(value)) return plainValue(value)
  const items = [...new Map(value.map((item) => [JSON.stringify(item), plainValue(item)]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item)
  const [only] = items
  return items.length === 1 && only !== undefined ? only : items
}

/** Equality of values in one form. */
export function sameValue(one: DriftValue | undefined, other: DriftValue | undefined): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

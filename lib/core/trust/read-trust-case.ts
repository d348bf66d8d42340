// A line of JSON as a trust case, or what is wrong with it.
import type { ClaimValue } from './bound-claims'
import { isNumber, isObject, type JsonObject } from './decode-field'
import type { TrustCase } from './evaluate-case'
import { numberValue, parseExactJson } from './exact-json'
import { flavourOf } from './flavour'

export type Id = string | number

export type ReadCase = { id: Id; given: TrustCase } | { id?: Id; error: string }

class NotACase extends Error {}

/**
 * Reads `{"id", "now", "flavour", "source", "config", "roleName", "writtenAs", "role", "claims", "policies", "reads"}`.
 * `flavour` is `openbao 2.4.0` and `source` `127.0.0.1` where not given, and the role was written under the name that is
 * asked for.
 */
export function readTrustCase(line: string): ReadCase {
  let id: Id | undefined
  try {
    const value = parse(line)
    if (!isObject(value)) throw new NotACase('A case is an object')
    id = idOf(value.id)
    if (id === undefined) throw new NotACase('id must be a text or a number')
    return { id, given: caseOf(value) }
  } catch (error) {
    if (error instanceof NotACase) return { ...(id === undefined ? {} : { id }), error: error.message }
    throw error
  }
}

function parse(line: string): ClaimValue {
  try {
    return parseExactJson(line)
  } catch (error) {
    if (error instanceof SyntaxError) throw new NotACase(`Not JSON: ${error.message}`)
    throw error
  }
}

function idOf(value: ClaimValue | undefined): Id | undefined {
  if (typeof value === 'string') return value
  return isNumber(value) ? numberValue(value) : undefined
}

function caseOf(value: JsonObject): TrustCase {
  const now = value.now
  if (!isNumber(now)) throw new NotACase('now must be a number of Unix seconds')
  const named = textOf(value, 'flavour', 'openbao 2.4.0')
  const flavour = flavourOf(named)
  if (flavour === null)
    throw new NotACase(`flavour ${JSON.stringify(named)} is unknown: say openbao or vault and a version`)
  const roleName = textOf(value, 'roleName', '')
  return {
    now: numberValue(now),
    flavour,
    source: textOf(value, 'source', '127.0.0.1'),
    config: objectOf(value, 'config') ?? {},
    roleName,
    writtenAs: textOf(value, 'writtenAs', roleName),
    role: objectOf(value, 'role'),
    claims: objectOf(value, 'claims') ?? {},
    policies: policiesOf(value),
    reads: readsOf(value),
  }
}

function textOf(value: JsonObject, field: string, fallback: string): string {
  const text = value[field] ?? fallback
  if (typeof text !== 'string') throw new NotACase(`${field} must be a text`)
  return text
}

function objectOf(value: JsonObject, field: string): JsonObject | null {
  const object = value[field] ?? null
  if (object !== null && !isObject(object)) throw new NotACase(`${field} must be an object`)
  return object
}

function policiesOf(value: JsonObject): Record<string, string> {
  const policies: Record<string, string> = {}
  for (const [name, text] of Object.entries(objectOf(value, 'policies') ?? {})) {
    if (typeof text !== 'string') throw new NotACase(`The policy ${JSON.stringify(name)} must be a text`)
    policies[name] = text
  }
  return policies
}

function readsOf(value: JsonObject): string[] {
  const reads = value.reads ?? []
  if (!Array.isArray(reads)) throw new NotACase('reads must be a list of paths')
  return reads.map((path) => {
    if (typeof path !== 'string') throw new NotACase('reads must be a list of paths')
    return path
  })
}

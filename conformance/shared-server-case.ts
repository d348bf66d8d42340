// A case for a server that others use too, and that has no namespaces: its policies get names of their own.
import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import type { ConformanceCase } from './conformance-case'

/** Built in: a role may name them, and nobody's text may replace them. */
const builtIn = /^\s*(?:default|root|response-wrapping)\s*$/i

/**
 * Gives the case with `prefix` before the names of its policies and of those that the role names, without policies of
 * built-in names, and with the text that the server's `default` has. Twice is as once.
 */
export function sharedServerCase(given: ConformanceCase, prefix: string, defaultPolicy: string): ConformanceCase {
  const named = (name: string) => (builtIn.test(name) || name.startsWith(prefix) ? name : `${prefix}${name}`)
  const own = Object.entries(given.policies).filter(([name]) => !builtIn.test(name))
  const policies = { ...Object.fromEntries(own.map(([name, text]) => [named(name), text])), default: defaultPolicy }
  const role = { ...given.role }
  for (const field of ['token_policies', 'policies']) {
    if (Object.hasOwn(role, field)) role[field] = renamed(role[field] ?? null, named)
  }
  return { ...given, policies, role }
}

/** Of a list, or of a text with commas; anything else names no policy. */
function renamed(value: ClaimValue, named: (name: string) => string): ClaimValue {
  if (typeof value === 'string') return value.replace(/[^\s,][^,]*/g, (name) => named(name))
  if (!Array.isArray(value)) return value
  return value.map((item) => (typeof item === 'string' && item.trim() !== '' ? named(item) : item))
}

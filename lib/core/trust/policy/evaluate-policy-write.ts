// Would Vault accept this policy under this name?
import type { Flavour } from '@/lib/core/trust/flavour'
import { goLower, goQuote, goTrim } from '@/lib/core/trust/go-format'
import { refused, type WriteVerdict } from '@/lib/core/trust/write-body'
import { decodeBase64 } from './decode-base64'
import { type ParsedPolicy, type PolicyRule, parsePolicy } from './parse-policy'

/** Texts seen lately; policies are few and come again and again. */
const caches = new WeakMap<Flavour, Map<string, ParsedPolicy>>()
const cacheSize = 2000

/**
 * Gives the name that it is stored under and its rules. A text that is base64 is decoded first. Source: OpenBao v2.4.0
 * `vault/logical_system.go` (handlePoliciesSet), `vault/policy_store.go` (SetPolicy).
 */
export function evaluatePolicyWrite(
  name: string,
  text: string,
  flavour: Flavour,
  now: number,
): WriteVerdict<{ name: string; rules: PolicyRule[] }> {
  if (name.endsWith('/') || name === '') return refused("cannot write to a path ending in '/'")
  if (text === '') return refused("'policy' parameter not supplied or empty")
  // On the wire half a surrogate pair becomes U+FFFD, as Go's JSON decoder reads it.
  const sent = text.toWellFormed()
  const parsed = parseCached(decodeBase64(sent) ?? sent, flavour, now)
  if ('error' in parsed) return refused(parsed.error)
  const stored = goTrim(goLower(name))
  if (stored === 'root' || flavour.ownPolicies.includes(stored))
    return refused(`cannot update ${goQuote(stored)} policy`)
  return { allowed: true, errors: [], written: { name: stored, rules: parsed.rules } }
}

function parseCached(text: string, flavour: Flavour, now: number): ParsedPolicy {
  if (text.includes('expiration')) return parsePolicy(text, flavour, now)
  let cache = caches.get(flavour)
  if (!cache || cache.size >= cacheSize) {
    cache = new Map()
    caches.set(flavour, cache)
  }
  const known = cache.get(text)
  if (known) return known
  const parsed = parsePolicy(text, flavour, now)
  cache.set(text, parsed)
  return parsed
}

// The policies that are there before anybody writes one.
import type { Flavour } from '@/lib/core/trust/flavour'
import { defaultPolicy } from './default-policy'
import { type PolicyRule, parsePolicy } from './parse-policy'

const parsed = new WeakMap<Flavour, Map<string, PolicyRule[]>>()

export function builtInPolicies(flavour: Flavour): ReadonlyMap<string, PolicyRule[]> {
  const known = parsed.get(flavour)
  if (known) return known
  const policy = parsePolicy(defaultPolicy, flavour, 0)
  const policies = new Map([['default', 'rules' in policy ? policy.rules : []]])
  parsed.set(flavour, policies)
  return policies
}

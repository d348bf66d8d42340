// A policy of the plan against the one that a server holds: compared by what they grant, not by how they are written.
import type { Flavour } from '@/lib/core/trust/flavour'
import { evaluatePolicyWrite } from '@/lib/core/trust/policy/evaluate-policy-write'
import type { PolicyRule } from '@/lib/core/trust/policy/parse-policy'
import { accessMoment } from './access-mounts'
import { sameValue } from './drift-fields'
import { type DriftValue, type FieldDrift, plainValue } from './drift-item'

/** The rules of a text by path; null where no server of this flavour would have taken it. */
export function policyRules(name: string, text: string, flavour: Flavour): Map<string, PolicyRule[]> | null {
  const verdict = evaluatePolicyWrite(name, text, flavour, accessMoment)
  if (!verdict.allowed) return null
  const byPath = new Map<string, PolicyRule[]>()
  for (const rule of verdict.written.rules) {
    const known = byPath.get(rule.pattern.shown)
    if (known === undefined) byPath.set(rule.pattern.shown, [rule])
    else known.push(rule)
  }
  return byPath
}

/**
 * Takes both texts; gives one entry for each path whose grant differs, with capabilities (and limits, if there are any)
 * as values. Comments, order, spaces and JSON instead of HCL make no difference. A text that cannot be read differs as a
 * whole, as `policy`.
 */
export function policyDrift(name: string, texts: { want: string; got: string }, flavour: Flavour): FieldDrift[] {
  if (texts.want.trim() === texts.got.trim()) return []
  const [wanted, found] = [policyRules(name, texts.want, flavour), policyRules(name, texts.got, flavour)]
  if (wanted === null || found === null) return [{ field: 'policy', ...texts, at: null }]
  return [...new Set([...wanted.keys(), ...found.keys()])].sort().flatMap((path): FieldDrift[] => {
    const [want, got] = [grantOf(wanted.get(path)), grantOf(found.get(path))]
    return sameValue(want, got) ? [] : [{ field: path, want, got, at: lineIn(wanted.get(path)) }]
  })
}

/** The file is added by who knows it. */
function lineIn(rules: PolicyRule[] | undefined): FieldDrift['at'] {
  const line = rules?.[0]?.line ?? 0
  return line === 0 ? null : { file: '', line }
}

/** What the blocks of one path grant together: `deny` wins, else all capabilities. Null where there is no block. */
export function grantOf(rules: readonly PolicyRule[] | undefined): DriftValue {
  if (rules === undefined || rules.length === 0) return null
  const all = [...new Set(rules.flatMap(({ capabilities }) => [...capabilities]))].sort()
  const capabilities = all.includes('deny') ? ['deny'] : all
  const limits = rules.flatMap(limitsOf)
  return limits.length === 0 ? capabilities : { capabilities, limits }
}

function limitsOf(rule: PolicyRule): DriftValue[] {
  const { requiredParameters, deniedParameters, allowedParameters } = rule
  const { minWrappingTtl, maxWrappingTtl, paginationLimit, expires } = rule
  const limits = {
    ...(requiredParameters.length === 0 ? {} : { required_parameters: [...requiredParameters].sort() }),
    ...(deniedParameters === undefined ? {} : { denied_parameters: plainValue(deniedParameters) }),
    ...(allowedParameters === undefined ? {} : { allowed_parameters: plainValue(allowedParameters) }),
    ...(minWrappingTtl === 0 ? {} : { min_wrapping_ttl: minWrappingTtl }),
    ...(maxWrappingTtl === 0 ? {} : { max_wrapping_ttl: maxWrappingTtl }),
    ...(paginationLimit === 0 ? {} : { pagination_limit: paginationLimit }),
    ...(expires === null ? {} : { expiration: expires }),
  }
  return Object.keys(limits).length === 0 ? [] : [limits]
}

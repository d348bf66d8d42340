// The rules of all policies of a token put together, and which of them decides on a path.
import { compareBytes } from '@/lib/core/trust/go-format'
import type { PolicyRule } from './parse-policy'
import { type PathPattern, pathPattern } from './path-pattern'
import { fillTemplate, type TemplateIdentity } from './path-template'

/** One pattern with what all policies grant on it. */
export type Grant = {
  pattern: PathPattern
  /** `deny` alone where a policy has it. */
  capabilities: Set<string>
  /** The rules that add to it, in the order of policies. */
  from: { policy: string; rule: PolicyRule }[]
  requiredParameters: string[]
  minWrappingTtl: number
  maxWrappingTtl: number
}

export type AccessList = {
  exact: Map<string, Grant>
  prefix: Map<string, Grant>
  segments: Map<string, Grant>
  /** Lengths of the prefixes, longest first. */
  prefixLengths: number[]
}

/**
 * Merges rules per identical pattern. Null where a template makes a path that Vault refuses: then it refuses every
 * request. Source: OpenBao v2.4.0 `vault/acl.go` (NewACL).
 */
export function accessList(
  policies: { name: string; rules: PolicyRule[] }[],
  identity: TemplateIdentity,
  now: number,
  refuses: RegExp | null,
): AccessList | null {
  const list: AccessList = { exact: new Map(), prefix: new Map(), segments: new Map(), prefixLengths: [] }
  for (const { name, rules } of policies) {
    for (const rule of rules) {
      if (rule.expires !== null && now > rule.expires) continue
      const key = rule.templated ? fillTemplate(rule.key, identity, refuses) : null
      if (rule.templated && key === null) continue
      const pattern = key === null ? rule.pattern : pathPattern(key)
      if (pattern === null) return null
      merge(list, pattern, name, rule)
    }
  }
  for (const { length } of list.prefix.keys()) if (!list.prefixLengths.includes(length)) list.prefixLengths.push(length)
  if (list.prefixLengths.length > 1) list.prefixLengths.sort((a, b) => b - a)
  return list
}

function merge(list: AccessList, pattern: PathPattern, policy: string, rule: PolicyRule): void {
  const rules = list[pattern.kind]
  const grant = rules.get(pattern.path)
  if (!grant) {
    const { requiredParameters, minWrappingTtl, maxWrappingTtl } = rule
    const capabilities = new Set(rule.capabilities)
    rules.set(pattern.path, {
      pattern,
      capabilities,
      from: [{ policy, rule }],
      requiredParameters,
      minWrappingTtl,
      maxWrappingTtl,
    })
    return
  }
  if (grant.capabilities.has('deny')) return
  if (rule.capabilities.has('deny')) {
    grant.capabilities = new Set(['deny'])
    grant.from = [{ policy, rule }]
    return
  }
  for (const capability of rule.capabilities) grant.capabilities.add(capability)
  grant.from.push({ policy, rule })
  grant.maxWrappingTtl = lesser(grant.maxWrappingTtl, rule.maxWrappingTtl)
  grant.minWrappingTtl = lesser(grant.minWrappingTtl, rule.minWrappingTtl)
  grant.requiredParameters = [...new Set([...grant.requiredParameters, ...rule.requiredParameters])]
}

/** 0 stands for none. */
const lesser = (a: number, b: number): number => (b > 0 && (a === 0 || b < a) ? b : a)

/**
 * Gives what decides on a path, or null where no rule matches. For LIST a final slash may be left out. Source: OpenBao
 * v2.4.0 `vault/acl.go` (AllowOperation); `slashFirst` as from v2.6.0.
 */
export function decidingGrant(list: AccessList, path: string, lists: boolean, slashFirst: boolean): Grant | null {
  const asked = path.startsWith('/') ? path.replace(/^\/+/, '') : path
  const bare = asked.endsWith('/') ? asked.slice(0, -1) : asked
  const exact = list.exact.get(asked) ?? (lists ? list.exact.get(bare) : undefined)
  if (exact) return exact
  if (!lists || asked === bare) return wildcardGrant(list, asked)
  const [first, second] = slashFirst ? [asked, bare] : [bare, asked]
  return wildcardGrant(list, first) ?? wildcardGrant(list, second)
}

type Candidate = { firstWildcard: number; isPrefix: boolean; wildcards: number; path: string; grant: Grant }

/** The longest prefix and all patterns with `+` compete. Source: `CheckAllowedFromNonExactPaths`. */
function wildcardGrant(list: AccessList, path: string): Grant | null {
  const prefix = longestPrefix(list, path)
  if (list.segments.size === 0) return prefix
  const parts = path.split('/')
  let best: Candidate | null = prefix && {
    firstWildcard: prefix.pattern.path.length,
    isPrefix: true,
    wildcards: 0,
    path: prefix.pattern.path,
    grant: prefix,
  }
  for (const grant of list.segments.values()) {
    const candidate = matchSegments(grant, parts)
    if (candidate && (best === null || outranks(candidate, best))) best = candidate
  }
  return best?.grant ?? null
}

function longestPrefix(list: AccessList, path: string): Grant | null {
  for (const length of list.prefixLengths) {
    const grant = length <= path.length ? list.prefix.get(path.slice(0, length)) : undefined
    if (grant) return grant
  }
  return null
}

function matchSegments(grant: Grant, parts: string[]): Candidate | null {
  const full = grant.pattern.path
  const isPrefix = full.endsWith('*')
  const path = isPrefix ? full.slice(0, -1) : full
  const wanted = path.split('/')
  if (parts.length < wanted.length || (!isPrefix && parts.length !== wanted.length)) return null
  let wildcards = 0
  for (const [at, part] of wanted.entries()) {
    const got = parts[at] ?? ''
    if (part === '+') wildcards++
    else if (part !== got && !(isPrefix && at === wanted.length - 1 && got.startsWith(part))) return null
  }
  return { firstWildcard: full.indexOf('+'), isPrefix, wildcards, path, grant }
}

function outranks(a: Candidate, b: Candidate): boolean {
  if (a.firstWildcard !== b.firstWildcard) return a.firstWildcard > b.firstWildcard
  if (a.isPrefix !== b.isPrefix) return b.isPrefix
  if (a.wildcards !== b.wildcards) return a.wildcards < b.wildcards
  if (a.path.length !== b.path.length) return a.path.length > b.path.length
  return compareBytes(a.path, b.path) > 0
}

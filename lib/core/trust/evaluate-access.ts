// May a token do something on a path, and which policy, line and pattern decide it?
import type { Flavour } from './flavour'
import { type AccessList, accessList, decidingGrant, type Grant } from './policy/access-list'
import type { PolicyRule } from './policy/parse-policy'
import type { TemplateIdentity } from './policy/path-template'

export type Operation = 'read' | 'list' | 'create' | 'update' | 'patch' | 'delete'

/** By name, the rules of each policy that was written. */
export type WrittenPolicies = ReadonlyMap<string, PolicyRule[]>

export type AccessToken = { policies: readonly string[]; identity: TemplateIdentity }

export type Decider = { policy: string; line: number; pattern: string }

export type AccessVerdict = {
  allowed: boolean
  /** What grants it; null where it is not allowed. */
  by: Decider | null
  /** What decides, also where it denies; null where no rule matches. */
  decider: Decider | null
  /** Codes: `no_rule`, `deny`, `not_granted`, `needs_wrapping`, `needs_parameters`, `broken_template`. */
  reason: string | null
}

/** The body that Vault gives to a valid token for what its policies do not allow, with status 403. */
export const deniedText = '1 error occurred:\n\t* permission denied\n\n'

/** Puts a token's policies together, for any number of questions. Names without a policy are passed over. */
export function accessOf(
  policies: WrittenPolicies,
  token: AccessToken,
  now: number,
  flavour: Flavour,
): (path: string, operation: Operation) => AccessVerdict {
  const found: { name: string; rules: PolicyRule[] }[] = []
  for (const name of token.policies) {
    const rules = policies.get(name)
    if (rules) found.push({ name, rules })
  }
  const list = accessList(found, token.identity, now, flavour.templateRefuses)
  return (path, operation) => decide(list, path, operation, flavour)
}

/** One question. Source: OpenBao v2.4.0 `vault/acl.go` (AllowOperation). */
export function evaluateAccess(question: {
  policies: WrittenPolicies
  path: string
  operation: Operation
  token: AccessToken
  now: number
  flavour: Flavour
}): AccessVerdict {
  const { policies, token, now, flavour } = question
  return accessOf(policies, token, now, flavour)(question.path, question.operation)
}

function decide(list: AccessList | null, path: string, operation: Operation, flavour: Flavour): AccessVerdict {
  if (list === null) return denied('broken_template', null)
  const grant = decidingGrant(list, path, operation === 'list', flavour.listsWithSlashFirst)
  if (grant === null) return denied('no_rule', null)
  const reason = reasonOf(grant, operation)
  if (reason !== null) return denied(reason, deciderOf(grant, grant.from[0]))
  const by = deciderOf(
    grant,
    grant.from.find(({ rule }) => rule.capabilities.has(operation)),
  )
  return { allowed: true, by, decider: by, reason: null }
}

function reasonOf(grant: Grant, operation: Operation): string | null {
  if (grant.capabilities.has('deny')) return 'deny'
  if (!grant.capabilities.has(operation)) return 'not_granted'
  if (grant.minWrappingTtl > 0 || grant.maxWrappingTtl > 0) return 'needs_wrapping'
  const reads = operation === 'read' || operation === 'create' || operation === 'update' || operation === 'patch'
  return reads && grant.requiredParameters.length > 0 ? 'needs_parameters' : null
}

function denied(reason: string, decider: Decider | null): AccessVerdict {
  return { allowed: false, by: null, decider, reason }
}

function deciderOf(grant: Grant, from: Grant['from'][number] | undefined): Decider | null {
  return from ? { policy: from.policy, line: from.rule.line, pattern: grant.pattern.shown } : null
}

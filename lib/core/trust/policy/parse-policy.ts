// A policy's text as Vault reads it: its rules, or the error with which Vault refuses to write it.
import { ConversionError, decodeDuration, type JsonObject } from '@/lib/core/trust/decode-field'
import type { Flavour } from '@/lib/core/trust/flavour'
import { goQuote } from '@/lib/core/trust/go-format'
import { decodeAny, decodeLists, decodeText, decodeTexts, decodeWhole } from './decode-hcl'
import { filterItems, HclError, type Item, type Value } from './hcl-nodes'
import { parseAbsoluteTime } from './parse-absolute-time'
import { parseHcl } from './parse-hcl'
import { parseJsonPolicy } from './parse-json-policy'
import { type PathPattern, pathPattern } from './path-pattern'
import { isTemplated } from './path-template'

export type PolicyRule = {
  /** As written, templates and all. */
  key: string
  /** Where the block begins; 0 in JSON. */
  line: number
  pattern: PathPattern
  templated: boolean
  /** `deny` alone where it is among them. */
  capabilities: ReadonlySet<string>
  /** Lower-case. */
  requiredParameters: string[]
  deniedParameters: JsonObject | undefined
  allowedParameters: JsonObject | undefined
  /** Seconds. */
  minWrappingTtl: number
  maxWrappingTtl: number
  paginationLimit: number
  /** Unix seconds; from then on the rule does not count. */
  expires: number | null
}

export type ParsedPolicy = { rules: PolicyRule[] } | { error: string }

const commonKeys = [
  'comment',
  'policy',
  'capabilities',
  'allowed_parameters',
  'denied_parameters',
  'required_parameters',
  'min_wrapping_ttl',
  'max_wrapping_ttl',
  'mfa_methods',
]
const commonCapabilities = ['create', 'read', 'update', 'delete', 'list', 'sudo', 'patch']
const oldPolicies: Record<string, string[]> = {
  deny: ['deny'],
  read: ['read', 'list'],
  write: ['create', 'read', 'update', 'delete', 'list'],
  sudo: ['create', 'read', 'update', 'delete', 'list', 'sudo'],
}

/**
 * Takes HCL or JSON, and the moment of the write in Unix seconds: a block that has expired is not looked at. Source: OpenBao v2.4.0 `vault/policy.go` (ParseACLPolicy, parsePaths), hashicorp/hcl
 * v1.0.1-vault-5.
 */
export function parsePolicy(text: string, flavour: Flavour, now: number): ParsedPolicy {
  try {
    const json = /^\p{White_Space}*\{/u.test(text)
    const items = json ? parseJsonPolicy(text) : parseHcl(text, flavour.refusesDuplicateKeys)
    checkKeys(items, ['name', 'path'])
    decodeText(items, 'name', 'name')
    return { rules: filterItems(items, 'path').flatMap((item) => ruleOf(item, flavour, now) ?? []) }
  } catch (error) {
    if (error instanceof HclError) return { error: `failed to parse policy: ${error.message}` }
    throw error
  }
}

function checkKeys(items: Item[], valid: readonly string[], prefix = ''): void {
  const wrong = items.filter((item) => !valid.includes(item.keys[0]?.value ?? ''))
  if (wrong.length === 0) return
  const points = wrong.map(
    ({ keys, assign }) => `* ${prefix}invalid key ${goQuote(keys[0]?.value ?? '')} on line ${assign.line}`,
  )
  const count = points.length === 1 ? '1 error' : `${points.length} errors`
  throw new HclError(`${count} occurred:\n\t${points.join('\n\t')}\n\n`)
}

const kinds: Record<Exclude<Value['kind'], 'object'>, string> = { literal: '*ast.LiteralType', list: '*ast.ListType' }

function ruleOf(item: Item, flavour: Flavour, now: number): PolicyRule | null {
  const key = item.keys[0]?.value ?? 'path'
  const templated = isTemplated(key)
  if (templated === null) throw new HclError('failed to validate policy templating: unbalanced templating characters')
  const prefix = `path ${goQuote(key)}: `
  if (item.value.kind !== 'object')
    throw new HclError(`${prefix}cannot check HCL keys of type ${kinds[item.value.kind]}`)
  const { items } = item.value
  checkKeys(items, [...commonKeys, ...flavour.pathKeys], prefix)
  const fields = decodeFields(items, prefix)
  const expires = expiry(fields.expiration, key)
  if (expires !== null && now > expires) return null
  const pattern = pathPattern(key)
  if (pattern === null) {
    throw new HclError(`path ${goQuote(key.replace(/^\//, ''))}: invalid use of wildcards ('+*' is forbidden)`)
  }
  const capabilities = capabilitiesOf(fields.policy, fields.capabilities, key, flavour)
  const rest = capabilities.has('deny') ? noLimits : limitsOf(fields)
  const line = item.keys[0]?.pos.line ?? 0
  return { key, line, pattern, templated, capabilities, expires, ...rest }
}

const noLimits = {
  requiredParameters: [],
  deniedParameters: undefined,
  allowedParameters: undefined,
  minWrappingTtl: 0,
  maxWrappingTtl: 0,
  paginationLimit: 0,
}

type Fields = ReturnType<typeof decodeFields>

/** In the order of the fields of `PathRules`. */
function decodeFields(items: Item[], prefix: string) {
  try {
    return {
      policy: decodeText(items, 'policy', 'Policy') ?? '',
      capabilities: decodeTexts(items, 'capabilities', 'Capabilities') ?? [],
      expiration: decodeText(items, 'expiration', 'expiration') ?? '',
      minWrappingTtl: decodeAny(items, 'min_wrapping_ttl'),
      maxWrappingTtl: decodeAny(items, 'max_wrapping_ttl'),
      allowedParameters: decodeLists(items, 'allowed_parameters', 'allowed_parameters'),
      deniedParameters: decodeLists(items, 'denied_parameters', 'denied_parameters'),
      requiredParameters: decodeTexts(items, 'required_parameters', 'required_parameters') ?? [],
      mfaMethods: decodeTexts(items, 'mfa_methods', 'mfa_methods'),
      paginationLimit: decodeWhole(items, 'pagination_limit', 'pagination_limit') ?? 0,
    }
  } catch (error) {
    if (error instanceof HclError) throw new HclError(`${prefix}${error.message}`)
    throw error
  }
}

function expiry(text: string, key: string): number | null {
  if (text === '') return null
  const seconds = parseAbsoluteTime(text)
  if (seconds !== null) return seconds
  const why = 'invalid expiration time: could not parse string as date and time'
  throw new HclError(`path ${goQuote(key)}: ${why}`)
}

function capabilitiesOf(policy: string, given: string[], key: string, flavour: Flavour): ReadonlySet<string> {
  let names = given
  if (policy !== '') {
    const old = Object.hasOwn(oldPolicies, policy) ? oldPolicies[policy] : undefined
    if (!old) throw new HclError(`path ${goQuote(key)}: invalid policy ${goQuote(policy)}`)
    names = policy === 'deny' ? old : [...given, ...old]
  }
  const granted = new Set<string>()
  for (const name of names) {
    if (name === 'deny') return new Set(['deny'])
    if (!commonCapabilities.includes(name) && !flavour.capabilities.includes(name)) {
      throw new HclError(`path ${goQuote(key)}: invalid capability ${goQuote(name)}`)
    }
    granted.add(name)
  }
  return granted
}

function limitsOf(fields: Fields) {
  const minWrappingTtl = wrapping(fields.minWrappingTtl, 'min_wrapping_ttl')
  const maxWrappingTtl = wrapping(fields.maxWrappingTtl, 'max_wrapping_ttl')
  if (minWrappingTtl !== 0 && maxWrappingTtl !== 0 && maxWrappingTtl < minWrappingTtl) {
    throw new HclError('max_wrapping_ttl cannot be less than min_wrapping_ttl')
  }
  const { requiredParameters, allowedParameters, deniedParameters, paginationLimit } = fields
  return { requiredParameters, allowedParameters, deniedParameters, minWrappingTtl, maxWrappingTtl, paginationLimit }
}

function wrapping(value: ReturnType<typeof decodeAny>, name: string): number {
  if (value === undefined) return 0
  if (typeof value === 'number') return Math.trunc(value)
  try {
    return decodeDuration(value, true) ?? 0
  } catch (error) {
    if (error instanceof ConversionError) throw new HclError(`error parsing ${name}: ${error.message}`)
    throw error
  }
}

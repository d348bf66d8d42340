// A role of the plan against the role that a server holds, field by field.
import type { JsonObject } from '@/lib/core/trust/decode-field'
import { type AccessLine, lineOfKey } from './access-files'
import { claimValues, type FieldRule, fieldValue, sameValue } from './drift-fields'
import type { FieldDrift } from './drift-item'

/**
 * Every field that decides who gets in, and what the token then is. What only the OIDC flow reads has no effect on a
 * job; `token_bound_cidrs` and `token_strictly_bind_ip` are left to the operator (see `renderRole`).
 */
const fields: Record<string, FieldRule> = {
  // Omitted in a write it becomes `oidc`; a server always gives it back.
  role_type: { form: 'text', usual: 'oidc' },
  user_claim: { form: 'text', usual: '' },
  user_claim_json_pointer: { form: 'flag', usual: false },
  bound_audiences: { form: 'set', usual: [] },
  bound_subject: { form: 'text', usual: '' },
  bound_claims_type: { form: 'text', usual: 'string' },
  claim_mappings: { form: 'pairs', usual: {} },
  groups_claim: { form: 'text', usual: '' },
  clock_skew_leeway: { form: 'seconds', usual: 0 },
  expiration_leeway: { form: 'seconds', usual: 0 },
  not_before_leeway: { form: 'seconds', usual: 0 },
  token_policies: { form: 'names', usual: [], old: 'policies' },
  token_policies_template_claims: { form: 'flag', usual: false },
  token_no_default_policy: { form: 'flag', usual: false },
  token_type: { form: 'text', usual: 'default' },
  token_ttl: { form: 'seconds', usual: 0, old: 'ttl' },
  token_max_ttl: { form: 'seconds', usual: 0, old: 'max_ttl' },
  token_explicit_max_ttl: { form: 'seconds', usual: 0 },
  token_period: { form: 'seconds', usual: 0, old: 'period' },
  token_num_uses: { form: 'whole', usual: 0, old: 'num_uses' },
  alias_metadata: { form: 'pairs', usual: {} },
}

/** Takes what is rendered and what the server gives back; gives what differs. `file` is where the rendered text stands. */
export function roleDrift(
  planned: JsonObject,
  live: JsonObject,
  rendered: { text: string; file: string } | null,
): FieldDrift[] {
  const at = (key: string, within?: string): AccessLine | null =>
    rendered && { file: rendered.file, line: lineOfKey(rendered.text, key, within) }
  const plain = Object.entries(fields).flatMap(([field, rule]): FieldDrift[] => {
    const [want, got] = [fieldValue(planned, field, rule), fieldValue(live, field, rule)]
    return sameValue(want, got) ? [] : [{ field, want, got, at: at(field) }]
  })
  const [wanted, found] = [claimValues(planned), claimValues(live)]
  const claims = [...new Set([...wanted.keys(), ...found.keys()])].sort().flatMap((claim): FieldDrift[] => {
    const [want, got] = [wanted.get(claim) ?? null, found.get(claim) ?? null]
    const line = at(claim, 'bound_claims')
    return sameValue(want, got)
      ? []
      : [{ field: `bound_claims.${claim}`, want, got, at: line?.line ? line : at('bound_claims') }]
  })
  return [...plain, ...claims]
}

/** What a role binds and gives, for a role that no plan has: its fields that are not as they usually are. */
export function roleShown(live: JsonObject): Record<string, FieldDrift['got']> {
  const shown = Object.entries(fields).flatMap(([field, rule]) => {
    const got = fieldValue(live, field, rule)
    return sameValue(got, rule.usual) ? [] : [[field, got] as const]
  })
  const claims = [...claimValues(live)].sort(([a], [b]) => (a < b ? -1 : 1))
  return { ...Object.fromEntries(shown), ...(claims.length === 0 ? {} : { bound_claims: Object.fromEntries(claims) }) }
}

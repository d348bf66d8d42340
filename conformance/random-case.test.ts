import { describe, expect, it } from 'vitest'
import { evaluateCase } from '@/lib/core/trust/evaluate-case'
import { asCommandReads } from './conformance-case'
import { exactStringify } from './exact-stringify'
import { Random } from './random'
import { randomCase } from './random-case'

const now = 1_764_000_000
const cases = Array.from({ length: 5000 }, (_, id) => randomCase(new Random(id), id, now, 'openbao 2.4.0'))

describe('random cases', () => {
  it('are the same for the same seed, and differ by seed', () => {
    const again = randomCase(new Random(7), 7, now, 'openbao 2.4.0')
    expect(exactStringify(again)).toBe(exactStringify(cases[7] ?? null))
    expect(new Set(cases.map((one) => exactStringify({ ...one, id: 0 }))).size).toBeGreaterThan(4980)
  })

  it('are cases, of which about half log in, and reach every reason for a refusal', () => {
    const codes = new Map<string, number>()
    for (const given of cases) {
      const read = asCommandReads(given)
      if (!('given' in read)) throw new Error(read.error)
      const code = evaluateCase(read.given).login.failing[0]?.code ?? 'allowed'
      codes.set(code, (codes.get(code) ?? 0) + 1)
    }
    const passed = (codes.get('allowed') ?? 0) / cases.length
    expect(passed).toBeGreaterThan(0.4)
    expect(passed).toBeLessThan(0.6)
    expect(reasons.filter((code) => !codes.has(code))).toEqual([])
  })
})

const reasons = [
  'address',
  'algorithm',
  'alias_empty',
  'alias_metadata',
  'allowed',
  'audience',
  'audience_not_bound',
  'claim_mapping_type',
  'claim_mismatch',
  'claim_missing',
  'claim_type',
  'expired',
  'groups_claim_missing',
  'groups_claim_type',
  'issued_in_future',
  'issuer',
  'malformed_claim',
  'no_time',
  'not_configured',
  'not_yet_valid',
  'policy_template',
  'reserved_policy',
  'role_missing',
  'role_name',
  'role_type',
  'role_unknown',
  'role_unreadable',
  'root_policy',
  'subject',
  'user_claim_missing',
  'user_claim_type',
]

// `cutover drift` where a vault does not answer.
import { expect, it } from 'vitest'
import { driftItem } from '@/lib/core/render/drift-item'
import type { Drift } from '@/lib/services/load-drift'
import { driftTotals } from './drift-verb'

const item = (name: string) => driftItem({ vault: 'main', kind: 'role', name, status: 'unknown', why: 'sealed' })
const drift: Drift = {
  vaults: [{ vault: 'main', why: 'sealed', since: null, readAt: null, items: [item('a'), item('b'), item('c')] }],
  ...{ findings: [], gitlab: [], gitlabUnknown: [], existing: [], existingPolicies: [] },
  unknown: [{ kind: 'vault', name: 'main', why: 'sealed' }],
}

it('counts everything that is planned in a sealed vault as unknown, though the list has one line for it', () => {
  expect(driftTotals(drift)).toBe('0 of 3 things are as planned, 0 findings, 3 unknown.\n')
})

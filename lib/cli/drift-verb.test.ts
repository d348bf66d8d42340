// `cutover drift` where a vault does not answer.
import { expect, it, vi } from 'vitest'
import { driftItem } from '@/lib/core/render/drift-item'
import type { Drift } from '@/lib/services/load-drift'
import { driftVerb } from './drift-verb'

const item = (name: string) => driftItem({ vault: 'main', kind: 'role', name, status: 'unknown', why: 'sealed' })
const drift: Drift = {
  vaults: [{ vault: 'main', why: 'sealed', since: null, readAt: null, items: [item('a'), item('b'), item('c')] }],
  ...{ findings: [], gitlab: [], gitlabUnknown: [], existing: [], existingPolicies: [] },
  unknown: [{ kind: 'vault', name: 'main', why: 'sealed' }],
}
vi.mock('@/lib/services/load-drift', () => ({ loadDrift: async () => drift }))
vi.mock('@/lib/services/read-vaults-here', () => ({ readVaultsHere: async () => false }))

it('counts everything that is planned in a sealed vault as unknown, though the list has one line for it', async () => {
  let out = ''
  const code = await driftVerb.prepare([])({ stdout: (text) => (out += text), stderr: () => {} })
  expect(code).toBe(1)
  expect(out).toContain('0 of 3 things are as planned, 0 findings, 3 unknown.')
})

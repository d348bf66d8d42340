import { describe, expect, it } from 'vitest'
import { ageInDays, nextStep, type RequestFacts } from './merge-request-next'

const open: RequestFacts = {
  kind: 'ci',
  state: 'open',
  draft: true,
  waits: [],
  outdated: null,
  conflicts: false,
  assignee: null,
  closeReason: null,
  openAfter: null,
  ring: 1,
}

describe('who has to act', () => {
  it('on a draft is Vault’s side while something is missing, then the platform, then the owner', () => {
    const wait = { code: 'missing', kind: 'role', name: 'a', text: 'a' } as const
    expect(nextStep({ ...open, waits: [wait] }).actor).toBe('vault')
    expect(nextStep({ ...open, waits: null }).actor).toBe('vault')
    expect(nextStep(open).actor).toBe('platform')
    expect(nextStep({ ...open, draft: false, assignee: 'ada' })).toEqual({
      actor: 'owner',
      text: 'Review and merge, by @ada',
    })
  })

  it('is the platform where plan or target have moved, whatever else is so', () => {
    expect(nextStep({ ...open, draft: false, outdated: 'moved' }).actor).toBe('platform')
    expect(nextStep({ ...open, draft: false, conflicts: true }).text).toContain('target branch')
  })

  it('on a closed one is the platform until the reason is known', () => {
    expect(nextStep({ ...open, state: 'closed' }).text).toContain('why')
    expect(nextStep({ ...open, state: 'closed', closeReason: 'not_now' }).actor).toBe('nobody')
    expect(nextStep({ ...open, state: 'merged' }).actor).toBe('nobody')
  })

  it('on a ring that has not begun are the owners of the earlier ones', () => {
    expect(nextStep({ ...open, state: 'queued', ring: 2 })).toMatchObject({ actor: 'owner' })
    expect(nextStep({ ...open, state: 'queued', openAfter: '2026-01-01T00:00:00Z' }).actor).toBe('cutover')
  })
})

it('counts whole days, and only of what is open', () => {
  const now = new Date('2026-01-10T12:00:00Z')
  expect(ageInDays({ state: 'open', openedAt: '2026-01-08T13:00:00Z' }, now)).toBe(1)
  expect(ageInDays({ state: 'open', openedAt: '2026-01-11T00:00:00Z' }, now)).toBe(0)
  expect(ageInDays({ state: 'merged', openedAt: '2026-01-08T13:00:00Z' }, now)).toBeNull()
})

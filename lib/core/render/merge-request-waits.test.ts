import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MergeRequestNeeds } from './merge-request-needs'
import { disproves, type LiveVerdict, type LiveVerdicts, mergeRequestWaits } from './merge-request-waits'

const needs: MergeRequestNeeds = {
  roles: [{ vault: 'main', name: 'shop-1', policies: ['shop-1', 'shop-shared'] }],
  places: [{ vault: 'main', mount: 'ci', path: 'shop/KEY', field: 'value', engine: 'kv-v2' }],
}

const all: LiveVerdicts = {
  unknownSince: null,
  config: 'same',
  roles: { 'shop-1': 'same' },
  policies: { 'shop-1': 'same', 'shop-shared': 'same' },
  fields: { 'ci/shop/KEY': { known: true, value: ['value'] } },
}

const waits = (change: Partial<LiveVerdicts>, wanted = needs) =>
  mergeRequestWaits(wanted, new Map([['main', { ...all, ...change }]]))

describe('a CI change', () => {
  it('waits for nothing when configuration, role, policies and fields were seen live', () => {
    expect(waits({})).toEqual([])
  })

  it('waits for each thing that is missing, differs or is no longer planned, by name', () => {
    const found = waits({
      config: 'differs',
      roles: {},
      policies: { 'shop-1': 'missing', 'shop-shared': 'same' },
      fields: { 'ci/shop/KEY': { known: true, value: ['other'] } },
    })
    expect(found.map(({ code, kind, name }) => [code, kind, name])).toEqual([
      ['differs', 'auth', 'main'],
      ['not_planned', 'role', 'shop-1'],
      ['missing', 'policy', 'shop-1'],
      ['missing', 'path', 'ci/shop/KEY:value'],
    ])
  })

  it('takes what is unknown neither for there nor for missing', () => {
    expect(mergeRequestWaits(needs, new Map()).map(({ code }) => code)).toEqual(['not_connected'])
    const since = waits({ unknownSince: '2026-01-02T03:04:05Z', config: 'missing', roles: {} })
    expect(since.map(({ code }) => code)).toEqual(['unknown'])
    const denied = waits({ fields: { 'ci/shop/KEY': { known: false, why: 'permission_denied' } } })
    expect(denied.map(({ code }) => code)).toEqual(['unknown'])
    expect([...since, ...denied].some(disproves)).toBe(false)
  })

  it('cannot be proven by field names where the engine shows none', () => {
    const places = needs.places.map((place) => ({ ...place, engine: 'kv-v1' as const }))
    expect(waits({}, { ...needs, places }).map(({ code }) => code)).toEqual(['needs_dual_run'])
  })

  it('is ready only when every single verdict is the same', () => {
    const verdict = fc.constantFrom<LiveVerdict>('same', 'same', 'missing', 'differs', { unknown: 'sealed' })
    fc.assert(
      fc.property(verdict, verdict, verdict, verdict, (config, role, own, shared) => {
        const policies = { 'shop-1': own, 'shop-shared': shared }
        const ready = waits({ config, roles: { 'shop-1': role }, policies }).length === 0
        expect(ready).toBe([config, role, own, shared].every((one) => one === 'same'))
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { triggers } from '@/lib/core/trust/claims-of'
import { type GroupView, groupAddress, readGroupAddress } from './group-address'
import { readWhoView, whoViewAddress } from './who-address'

const parametersOf = (address: string) =>
  Object.fromEntries(new URL(address, 'https://cutover.example.com').searchParams)
const name = fc.string({ minLength: 1 }).filter((one) => one.trim() === one && one !== '*')
const page = fc.integer({ min: 1, max: 500 })

describe('the address of who can read something', () => {
  it('says everything, so that reading it gives the same view', () => {
    const view = fc.record({
      what: name,
      trigger: fc.option(fc.constantFrom(...triggers)),
      environment: fc.oneof(fc.constant(undefined), fc.constant(null), name),
      page,
    })
    fc.assert(
      fc.property(view, (one) => {
        expect(readWhoView(parametersOf(whoViewAddress(one)))).toEqual(one)
      }),
    )
  })

  it('takes the star of the form for any environment', () => {
    expect(readWhoView({ what: 'A', environment: '*' }).environment).toBeUndefined()
    expect(readWhoView({ what: 'A', page: '-3' }).page).toBe(1)
  })
})

describe('the address of a group', () => {
  it('says everything, so that reading it gives the same view', () => {
    const column = fc.oneof(
      fc.record({ label: fc.option(name), rest: fc.constant(false) }),
      fc.constant({ label: null, rest: true }),
    )
    const view: fc.Arbitrary<GroupView> = fc.record({
      group: name,
      open: fc.option(fc.record({ trigger: fc.constantFrom(...triggers), column })),
      page,
    })
    fc.assert(
      fc.property(view, (one) => {
        expect(readGroupAddress(parametersOf(groupAddress(one)))).toEqual(one)
      }),
    )
  })

  it('is none where the address is about one project', () => {
    expect(readGroupAddress({ project: 'shop/api', trigger: 'push' })).toBeNull()
    expect(readGroupAddress({ group: '' })).toEqual({ group: '', open: null, page: 1 })
  })
})

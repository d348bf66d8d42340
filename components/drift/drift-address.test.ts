import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { driftAddress, driftTabs, pageOf, pageSize, readDriftAddress } from './drift-address'

describe('driftAddress', () => {
  it('is read back as it was written', () => {
    const text = fc.string({ maxLength: 20 }).map((one) => one.trim())
    const view = fc.record({
      tab: fc.constantFrom(...driftTabs),
      show: text.map((one) => one || null),
      kind: text.map((one) => one || null),
      search: text,
      page: fc.integer({ min: 1, max: 1000 }),
    })
    fc.assert(
      fc.property(view, (one) => {
        const { searchParams } = new URL(driftAddress(one), 'https://cutover.example.com')
        expect(readDriftAddress(Object.fromEntries(searchParams))).toEqual(one)
      }),
    )
  })

  it('leaves out what is as usual, and takes what it does not know as usual', () => {
    expect(driftAddress(readDriftAddress({ tab: 'no', page: '-3', show: ['a', 'b'] }))).toBe('/drift')
  })
})

describe('pageOf', () => {
  it('gives the last page for one that is not there', () => {
    const rows = Array.from({ length: pageSize + 1 }, (_, at) => at)
    expect(pageOf(rows, 9)).toEqual({ rows: [pageSize], page: 2, pages: 2 })
    expect(pageOf([], 1)).toEqual({ rows: [], page: 1, pages: 1 })
  })
})

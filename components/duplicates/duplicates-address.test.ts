// The address of a view of the duplicates holds all of it.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { duplicatesAddress, readDuplicatesView, usualView } from './duplicates-address'

it('is read back as it was written', () => {
  const view = fc.record({
    filter: fc.constantFrom('', 'key:*_TOKEN', 'a & b', 'group:acme/shop -is:raw'),
    advice: fc.constantFrom(null, 'group' as const, 'above' as const, 'apart' as const),
    sort: fc.constantFrom('projects' as const, 'key' as const),
    page: fc.integer({ min: 1, max: 100_000 }),
  })
  fc.assert(
    fc.property(view, (one) => {
      const { searchParams } = new URL(duplicatesAddress(one), 'https://cutover.example.com')
      expect(readDuplicatesView(Object.fromEntries(searchParams))).toEqual(one)
    }),
  )
})

it('falls back to the usual where it is nonsense', () => {
  expect(readDuplicatesView({ page: '-1', show: 'all', sort: 'size', filter: ['a', 'b'] })).toEqual(usualView)
})

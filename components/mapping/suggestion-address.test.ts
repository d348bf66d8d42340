// A view of the suggestions survives being copied as an address.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { confidences, suggestionBases, suggestionKinds } from '@/lib/core/mapping/suggestion'
import { readSuggestionAddress, type SuggestionView, suggestionAddress, suggestionTabs } from './suggestion-address'

const view: fc.Arbitrary<SuggestionView> = fc.record({
  tab: fc.constantFrom(...suggestionTabs),
  kind: fc.option(fc.constantFrom(...suggestionKinds)),
  basis: fc.option(fc.constantFrom(...suggestionBases)),
  confidence: fc.option(fc.constantFrom(...confidences)),
  group: fc.string({ maxLength: 50 }).map((text) => text.trim()),
  search: fc.string({ maxLength: 50 }).map((text) => text.trim()),
  page: fc.integer({ min: 1, max: 9999 }),
})

it('comes back from its address as it was', () => {
  fc.assert(
    fc.property(view, (one) => {
      const address = new URL(suggestionAddress(one), 'https://cutover.example')
      expect(readSuggestionAddress(Object.fromEntries(address.searchParams))).toEqual(one)
    }),
  )
})

it('falls back to as usual for what it does not know', () => {
  const odd = readSuggestionAddress({ kind: 'sell', page: '-3', tab: 'x' })
  expect(suggestionAddress(odd)).toBe('/mapping/suggestions')
})

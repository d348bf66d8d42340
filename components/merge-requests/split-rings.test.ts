import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitRings } from './split-rings'

it('keeps every request once and in order, the chosen ones first', () => {
  const names = fc.array(fc.string())
  const size = fc.option(fc.integer({ min: 1, max: 9 }), { nil: null })
  fc.assert(
    fc.property(names, names, size, (first, rest, most) => {
      const rings = splitRings(first, rest, most)
      expect(rings.flat()).toEqual([...first, ...rest])
      expect(rings.every((ring) => ring.length > 0)).toBe(true)
      if (most !== null) expect(rings.slice(1).every((ring) => ring.length <= most)).toBe(true)
    }),
  )
})

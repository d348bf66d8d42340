import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareText } from './compare-text'

it('orders any text as its UTF-8 bytes are ordered', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom('a', 'B', '\uFFFD', '😀', '\uE000'), fc.string({ unit: 'grapheme' })),
  })
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }),
  )
})

it('puts what needs two units behind U+FFFD', () => {
  expect(compareText('😀', '\uFFFD')).toBeGreaterThan(0)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExactNumber } from './exact-json'
import { compareBytes, goDuration, goFloat, goLower, goQuote, goTrim, goValue } from './go-format'

describe('goFloat', () => {
  it.each([
    [1, '1'],
    [100_000, '100000'],
    [1e6, '1e+06'],
    [123_456_789, '1.23456789e+08'],
    [1e21, '1e+21'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [-2.5, '-2.5'],
    [-0, '-0'],
  ])('prints %d as Go does', (value, text) => {
    expect(goFloat(value)).toBe(text)
  })

  it('keeps the value', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => Number(goFloat(value)) === value),
    )
  })
})

describe('goValue', () => {
  it('prints objects with sorted names, lists in brackets and null as <nil>', () => {
    const value = { b: [1, 2.5, 'x', null, true], a: { c: 1e6 } }
    expect(goValue(value, 'float64')).toBe('map[a:map[c:1e+06] b:[1 2.5 x <nil> true]]')
    expect(goValue([new ExactNumber('1.0'), 1e6], 'json.Number')).toBe('[1.0 1000000]')
  })
})

describe('goQuote', () => {
  it('escapes what cannot be printed, quotes and backslashes', () => {
    expect(goQuote('a "b" \\ \n\u00a0\u200bé\x7f😀')).toBe('"a \\"b\\" \\\\ \\n\\u00a0\\u200bé\\x7f😀"')
  })
})

describe('texts', () => {
  it('are lower-cased rune by rune and trimmed of white space alone', () => {
    expect(goLower('ΑΣ İ')).toBe('ασ i')
    expect(goTrim('\u0085 a \ufeff')).toBe('a \ufeff')
  })

  it('are ordered by their code points', () => {
    expect(['\ue000', '😀', 'b', 'a', 'ab'].sort(compareBytes)).toEqual(['a', 'ab', 'b', '\ue000', '😀'])
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
      }),
    )
  })
})

describe('goDuration', () => {
  it('shows hours, minutes and seconds', () => {
    expect([0, 59, 60, 3600, 2_764_800, -61].map(goDuration)).toEqual([
      '0s',
      '59s',
      '1m0s',
      '1h0m0s',
      '768h0m0s',
      '-1m1s',
    ])
  })
})

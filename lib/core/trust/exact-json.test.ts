import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExactNumber, numberText, parseExactJson } from './exact-json'

describe('parseExactJson', () => {
  it.each(['1.0', '1e3', '-0', '12345678901234567890', '1E-7', '0.50'])('keeps the digits of %s', (digits) => {
    expect(parseExactJson(digits)).toEqual(new ExactNumber(digits))
    expect(parseExactJson(`{"a":[${digits}]}`)).toEqual({ a: [new ExactNumber(digits)] })
  })

  it('gives plain numbers as numbers, and texts that look like numbers as texts', () => {
    expect(parseExactJson('{"a": 1.5, "b": ": 1.0", "c": [-2, 1.0]}')).toEqual({
      a: 1.5,
      b: ': 1.0',
      c: [-2, new ExactNumber('1.0')],
    })
  })

  it('reads all JSON as JSON.parse does, also beside an unusual number', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value = parseExactJson(`[1.0, ${text}]`)
        expect(JSON.stringify(value)).toBe(JSON.stringify([1, JSON.parse(text)]))
      }),
    )
  })

  it('throws a SyntaxError where it is no JSON', () => {
    expect(() => parseExactJson('{"a": 1.0')).toThrow(SyntaxError)
    expect(() => parseExactJson('')).toThrow(SyntaxError)
  })
})

describe('numberText', () => {
  it('gives the digits as they were written', () => {
    expect([1, -7, 1.5].map(numberText)).toEqual(['1', '-7', '1.5'])
    expect(numberText(new ExactNumber('1e3'))).toBe('1e3')
  })
})

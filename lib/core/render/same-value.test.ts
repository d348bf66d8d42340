import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameValue } from './same-value'

describe('sameValue', () => {
  it.each([
    [1, '1'],
    [null, undefined],
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { a: 1, b: undefined }],
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
    [new Map([[1, 'x']]), new Map([['1', 'x']])],
    [[], {}],
  ])('tells %j from %j', (left, right) => {
    expect(sameValue(left, right)).toBe(false)
    expect(sameValue(right, left)).toBe(false)
  })

  it('finds a map with string keys the same as an object, in any order', () => {
    const map = new Map<string, unknown>([
      ['b', [NaN]],
      ['a', new Map([['c', null]])],
    ])
    expect(sameValue(map, { a: { c: null }, b: [NaN] })).toBe(true)
  })

  it('finds any value the same as its copy', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => sameValue(value, structuredClone(value))))
  })
})

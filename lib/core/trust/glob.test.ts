import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { glob } from './glob'

describe('glob', () => {
  it.each([
    ['grp/*', 'grp/a/b', true],
    ['grp*', 'grp-evil/x', true],
    ['release-*', 'release-', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['Main', 'main', false],
    ['a?c', 'abc', false],
    ['', '', true],
    ['', 'x', false],
    ['*', '', true],
    ['**', 'x', true],
    ['*.b.*', 'a.b.c', true],
  ])('%j against %j is %s', (pattern, text, matches) => {
    expect(glob(pattern, text)).toBe(matches)
  })

  it('answers as a regular expression does in which only the star is special', () => {
    const letters = fc.constantFrom('a', 'b', '/', '*', '.', '\n', '😀')
    const pattern = fc.string({ unit: letters, maxLength: 8 })
    const text = fc.string({ unit: letters, maxLength: 12 })
    fc.assert(
      fc.property(pattern, text, (some, against) => {
        const escaped = some.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
        expect(glob(some, against)).toBe(new RegExp(`^${escaped.join('[^]*')}$`).test(against))
      }),
      { numRuns: 10_000 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { fileLimits, yamlExcess } from './yaml-limits'

describe('what is refused before it is parsed', () => {
  it.each([
    ['more characters', 'a'.repeat(fileLimits.characters + 1), /1,900,001 characters; 1,900,000 are read/],
    ['more lines', '\n'.repeat(fileLimits.lines), /more than 200,000 lines/],
    ['lists in lists on one line', `rules:\n${'- '.repeat(20_000)}`, /^Line 2: nested deeper than 50 lists/],
    ['keys in keys', '? '.repeat(20_000), /^Line 1: nested deeper than 50 lists/],
    ['brackets', `a: 1\nb: ${'['.repeat(20_000)}`, /^Line 2: nested deeper than 50 brackets/],
    ['maps', '{a: '.repeat(60), /nested deeper than 50 brackets/],
    ['indents', `a:\n${' '.repeat(201)}b: 1`, /^Line 2: indented deeper than 200 columns/],
    ['aliases', `a: &x 1\nb: [${'*x, '.repeat(101)}]`, /^Line 2: more than 100 aliases/],
    ['anchors', '&a '.repeat(100_000), /more than 1,000 anchors and tags/],
  ])('is a text with too many or too deep %s', (_, text, reason) => {
    expect(yamlExcess(text)).toMatch(reason)
  })
})

describe('what is read', () => {
  it('is a mapping of thousands of entries, in either style', () => {
    const entry = '{level: project, owner: acme/api, key: K, scope: "[[[[[[*", reason: plain}'
    expect(yamlExcess(`excluded:\n${`  - ${entry}\n`.repeat(4000)}`)).toBeNull()
    expect(yamlExcess(`rules:\n${'  - match:\n      group: acme\n    target: {}\n'.repeat(4000)}`)).toBeNull()
  })

  it('is brackets and dashes in text, quoted or in a block', () => {
    const deep = '['.repeat(500)
    expect(yamlExcess(`a: "${deep}"\nb: |\n${' '.repeat(300)}${deep}\n  - - -\nc: '- - -'\n`)).toBeNull()
  })

  it('is any small text, and what is too deep to be one is refused without a failure', () => {
    const piece = fc.constantFrom(
      '- ',
      '? ',
      '[',
      ']',
      '{',
      '}',
      'a: ',
      '\n',
      '  ',
      '&x ',
      '*x ',
      '!t ',
      '"',
      "'",
      '|',
      '#',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        const answer = yamlExcess(text)
        if (answer === null) expect(parseDocument(text, { logLevel: 'silent' }).errors).toBeInstanceOf(Array)
        else expect(answer).toMatch(/nested deeper/)
      }),
    )
  })
})

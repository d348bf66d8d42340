import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { yamlString } from './yaml-string'

const words =
  'y n yes No on OFF true False null ~ NaN .inf .NaN 1 1_000 0x1F 0o7 017 1e3 12:30:45 1:2 2024-01-01 - ? : = << ! !t & &a * *a # @ ` % | > [ ] { } , --- ...'
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom("'", '"', '\\', ':', ' ', '#', '\n', '\r', '\t', '-', 'a', '{', '\u2028', '😀', '0'),
  }),
  fc.constantFrom(...words.split(' ')),
  fc.stringMatching(/^[0-9a-fA-Fxo_:.+-]{1,8}$/),
)

describe('yamlString', () => {
  it.each([
    ['kv-v2', 'kv-v2'],
    ['https://vault.example.com', 'https://vault.example.com'],
    ['$VAULT_ID_TOKEN', '$VAULT_ID_TOKEN'],
    ['production/db/password@ops', 'production/db/password@ops'],
    ['', "''"],
    ['no', "'no'"],
    ['1.10', "'1.10'"],
    ['a: b', "'a: b'"],
    ["it's #1", "'it''s #1'"],
    ['two\nlines', '"two\\nlines"'],
    ['emoji 😀', '"emoji 😀"'],
    ['\u{10ffff}', '"\\U0010ffff"'],
  ])('writes %j as %s', (text, scalar) => {
    expect(yamlString(text)).toBe(scalar)
  })

  it.each([
    '1.1',
    '1.2',
  ] as const)('is read back by a YAML %s parser as the same string, as value and as key', (version) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const scalar = yamlString(text)
        expect(scalar).not.toMatch(/[\r\n]/)
        expect(parse(`a: ${scalar}\n`, { version })).toEqual({ a: text })
        expect(parse(`${scalar}: a\n`, { version, mapAsMap: true })).toEqual(new Map([[text, 'a']]))
      }),
      { numRuns: 10_000 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvField } from './csv-field'

/** A reader of RFC 4180, written for this test: one record after another, character by character. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [['']]
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at)
    const row = rows.at(-1) ?? []
    const last = row.length - 1
    if (quoted && char === '"' && text.charAt(at + 1) === '"') {
      row[last] += '"'
      at += 1
    } else if (char === '"') quoted = !quoted
    else if (!quoted && char === ',') row.push('')
    else if (!quoted && char === '\r' && text.charAt(at + 1) === '\n') {
      rows.push([''])
      at += 1
    } else row[last] += char
  }
  return rows
}

describe('csvField', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['@x', "'@x"],
    ['-1,2', '"\'-1,2"'],
    ['\tx', "'\tx"],
  ])('writes %j as %j', (text, field) => {
    expect(csvField(text)).toBe(field)
  })

  it('is read back as the same string, guarded where a spreadsheet would compute', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '\t', '=', '+', '-', '@', "'", ' ', 'a', '0') }),
    )
    fc.assert(
      fc.property(fc.tuple(hostile, hostile), fc.tuple(hostile, hostile), (first, second) => {
        const text = [first, second].map((row) => row.map(csvField).join(',')).join('\r\n')
        const guard = (field: string) => ('=+-@\t\r'.includes(field.charAt(0)) && field !== '' ? `'${field}` : field)
        expect(readCsv(text)).toEqual([first.map(guard), second.map(guard)])
      }),
      { numRuns: 10_000 },
    )
  })
})

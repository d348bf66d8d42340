import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellText, plainCell } from './questionnaire'
import { readCsv, separators } from './questionnaire-table'

const text = fc.string({
  unit: fc.constantFrom('a', 'é', '😀', ' ', '"', ',', ';', '\t', '\n', '\r', "'", '=', '+', '-', '@', '\uFEFF'),
  maxLength: 8,
})

describe('readCsv', () => {
  it('gives back what was written, whatever the texts, the separator, the line ends and the mark before it', () => {
    const header = fc.constant(['first', 'second', 'third'])
    const rows = fc.array(fc.tuple(text, text, fc.constant('x')), { maxLength: 6 })
    fc.assert(
      fc.property(
        header,
        rows,
        fc.constantFrom(...separators),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('', '\uFEFF'),
        fc.boolean(),
        (names, cells, separator, end, mark, last) => {
          const lines = [names, ...cells].map((row) => row.map((cell) => cellText(cell, separator)).join(separator))
          const table = readCsv(mark + lines.join(end) + (last ? end : ''))
          expect(table.problems).toEqual([])
          expect(table.separator).toBe(separator)
          expect(table.records.map((record) => record.cells.map(plainCell))).toEqual([names, ...cells])
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('gives no cell that a spreadsheet would run', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...separators), (cell, separator) => {
        expect(cellText(cell, separator).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })

  it('counts lines through quoted line ends', () => {
    const { records } = readCsv('a,b\r\n"one\r\ntwo\nthree",x\r\n\r\n;,y\r\n')
    expect(records.map(({ line }) => line)).toEqual([1, 2, 6])
    expect(records[1]?.cells).toEqual(['one\r\ntwo\nthree', 'x'])
  })

  it('follows sep= as Excel writes it', () => {
    expect(readCsv('sep=;\r\na;b,c\r\n').records).toEqual([{ line: 2, cells: ['a', 'b,c'] }])
  })

  it.each([
    ['a,b\n1,"open', 2, '2', 'not closed'],
    ['a,b\n"x"y,2', 2, '1', 'behind a closing quote'],
    ['a,b\n"l\n1",2\n3,4"', 4, '2', 'does not begin with one'],
  ])('refuses %j at line %d, column %s', (csv, line, column, message) => {
    expect(readCsv(csv).problems).toEqual([{ line, column, message: expect.stringContaining(message) }])
  })

  it('never throws and never loses a line, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (any) => {
        const { records } = readCsv(any)
        for (const { cells } of records) expect(cells.length).toBeGreaterThan(0)
      }),
    )
  })
})

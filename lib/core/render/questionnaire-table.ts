// A CSV file as a spreadsheet saves it: cells with the line that they begin in, or each fault with line and column.

export type CsvProblem = { line: number; column: string; message: string }
export type CsvRecord = { line: number; cells: string[] }
export type CsvTable = { separator: string; records: CsvRecord[]; problems: CsvProblem[] }

export const separators = [',', ';', '\t'] as const

/**
 * Takes text with or without byte order mark, any end of line, separated by `,`, `;` or tab: the one that the first line has
 * most of outside quotes. Quoting is RFC 4180 §2, read strictly: text beside quotes is a fault, never guessed at. Lines
 * without any text are left out; `sep=` in the first line, which Excel writes, is followed.
 */
export function readCsv(text: string): CsvTable {
  const bare = text.replace(/^\uFEFF/, '')
  const told = /^sep=([,;\t])(?:\r\n|\r|\n)/.exec(bare)
  const separator = told?.[1] ?? likelySeparator(bare)
  const reader: Reader = { text: bare, at: told?.[0].length ?? 0, line: told ? 2 : 1, separator }
  const table: CsvTable = { separator, records: [], problems: [] }
  while (reader.at < bare.length) {
    const record = readRecord(reader, table.problems)
    if (record.cells.some((cell) => cell !== '')) table.records.push(record)
  }
  return table
}

function likelySeparator(text: string): string {
  const counts = new Map<string, number>(separators.map((one) => [one, 0]))
  let quoted = false
  for (const char of text) {
    if (char === '"') quoted = !quoted
    else if (quoted) continue
    else if (char === '\n' || char === '\r') break
    else if (counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1)
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [',', 0] as [string, number])[0]
}

type Reader = { text: string; at: number; line: number; separator: string }

function readRecord(reader: Reader, problems: CsvProblem[]): CsvRecord {
  const record: CsvRecord = { line: reader.line, cells: [] }
  for (;;) {
    record.cells.push(readCell(reader, record.cells.length + 1, problems))
    if (reader.text[reader.at] !== reader.separator) break
    reader.at += 1
  }
  skipLineEnd(reader)
  return record
}

function readCell(reader: Reader, number: number, problems: CsvProblem[]): string {
  const begin = reader.at
  const line = reader.line
  const fault = (message: string) => problems.push({ line, column: String(number), message })
  const quoted = reader.text[begin] === '"' ? readQuoted(reader) : ''
  if (quoted === null) fault('A quote is not closed.')
  const rest = readPlain(reader)
  if (reader.text[begin] !== '"') {
    if (rest.includes('"')) fault('A quote stands in a cell that does not begin with one.')
    return rest
  }
  if (rest !== '') fault('Text stands behind a closing quote.')
  return (quoted ?? '') + rest
}

/** What is between the quotes, or null, at the end of the text, where none closes. */
function readQuoted(reader: Reader): string | null {
  const begin = reader.at + 1
  let at = begin
  for (;;) {
    const end = reader.text.indexOf('"', at)
    if (end === -1) {
      reader.at = reader.text.length
      return null
    }
    if (reader.text[end + 1] !== '"') {
      const inner = reader.text.slice(begin, end)
      reader.at = end + 1
      reader.line += inner.match(/\r\n|\r|\n/g)?.length ?? 0
      return inner.replaceAll('""', '"')
    }
    at = end + 2
  }
}

function readPlain(reader: Reader): string {
  const begin = reader.at
  while (reader.at < reader.text.length) {
    const char = reader.text[reader.at]
    if (char === reader.separator || char === '\n' || char === '\r') break
    reader.at += 1
  }
  return reader.text.slice(begin, reader.at)
}

function skipLineEnd(reader: Reader): void {
  if (reader.text[reader.at] === '\r') reader.at += 1
  else if (reader.text[reader.at] !== '\n') return
  if (reader.text[reader.at] === '\n') reader.at += 1
  reader.line += 1
}

// The answered CSV file as text: each line with the variable that it names, or what is wrong with it, by line and column.
import { plainCell, type QuestionColumn, questionColumns } from './questionnaire'
import { type CsvProblem, readCsv } from './questionnaire-table'

export type QuestionLine = { line: number; id: string; cells: Record<QuestionColumn, string> }

export type QuestionFile = {
  lines: QuestionLine[]
  /** The whole file is refused for these. */
  problems: CsvProblem[]
}

const most = 20_000

/** Takes the text of the file. Columns may stand in any order and others beside them; each of ours once. */
export function readQuestionnaire(text: string): QuestionFile {
  const { records, problems } = readCsv(text)
  const [header, ...rest] = records
  if (!header) return { lines: [], problems: [...problems, { line: 1, column: '1', message: 'The file is empty.' }] }
  const names = header.cells.map((cell) => plainCell(cell).trim().toLowerCase())
  const named = problems.map((one) => ({ ...one, column: names[Number(one.column) - 1] || one.column }))
  const wrong = [...named, ...headerProblems(names, header.line)]
  if (rest.length > most) {
    const message = `The file has ${rest.length} rows; Cutover takes ${most} at once.`
    wrong.push({ line: rest[most]?.line ?? 1, column: '1', message })
  }
  for (const { line, cells } of rest) {
    if (cells.length === names.length) continue
    const column = names[Math.min(cells.length, names.length) - 1] ?? '1'
    wrong.push({ line, column, message: `The line has ${cells.length} cells, the first line ${names.length}.` })
  }
  if (wrong.length > 0) return { lines: [], problems: wrong.toSorted((one, other) => one.line - other.line) }
  const lines = rest.map(({ line, cells }) => lineOf(line, names, cells))
  return { lines, problems: repeated(lines) }
}

function headerProblems(names: string[], line: number): CsvProblem[] {
  return questionColumns.flatMap((column) => {
    const count = names.filter((name) => name === column).length
    if (count === 1) return []
    return [{ line, column, message: count === 0 ? 'The column is missing.' : `The column is there ${count} times.` }]
  })
}

function lineOf(line: number, names: string[], written: string[]): QuestionLine {
  const cell = (column: QuestionColumn) => plainCell(written[names.indexOf(column)] ?? '')
  const cells = Object.fromEntries(questionColumns.map((column) => [column, cell(column)])) as QuestionLine['cells']
  const owner = cells.level === 'instance' && cells.owner_path === '' ? null : cells.owner_path
  return { line, id: JSON.stringify([cells.level, owner, cells.key, cells.environment_scope]), cells }
}

/** A row that stands twice could be answered in two ways. */
function repeated(lines: QuestionLine[]): CsvProblem[] {
  const first = new Map<string, number>()
  return lines.flatMap(({ id, line }) => {
    const before = first.get(id)
    if (before === undefined) first.set(id, line)
    return before === undefined ? [] : [{ line, column: 'key', message: `Line ${before} has the same row already.` }]
  })
}

// Owners as a CSV file: project, owner. Several lines of one project add up; what does not fit is refused by line and column.
import { cellText, plainCell } from './questionnaire'
import { namesOf } from './questionnaire-answers'
import { type CsvProblem, readCsv } from './questionnaire-table'

export type OwnerFileChange = { path: string; from: string[] | null; to: string[]; lines: number[] }

export type OwnerFile = { changes: OwnerFileChange[]; problems: CsvProblem[]; unchanged: number }

/** What is known of a path: who counts now, and who the last CSV file named; null where nobody is known. */
export type KnownOwners = { counts: string[] | null; csv: string[] | null }

/** `known` has every project and group that the scan found. An empty owner takes back what an earlier file named. */
export function readOwnerFile(text: string, known: ReadonlyMap<string, KnownOwners>): OwnerFile {
  const { records, problems } = readCsv(text)
  const [header, ...rest] = records
  const names = header?.cells.map((cell) => plainCell(cell).trim().toLowerCase()) ?? []
  const at = { project: names.indexOf('project'), owner: names.indexOf('owner') }
  const faults = [...problems]
  for (const column of ['project', 'owner'] as const) {
    if (at[column] === -1) faults.push({ line: header?.line ?? 1, column, message: 'The column is missing.' })
  }
  if (faults.length > 0) return { changes: [], problems: faults, unchanged: 0 }
  const wanted = new Map<string, { to: string[]; lines: number[] }>()
  for (const { line, cells } of rest) {
    const path = plainCell(cells[at.project] ?? '').trim()
    const owners = namesOf(plainCell(cells[at.owner] ?? ''))
    const fault = faultOf(path, owners, cells.length, names.length, known)
    if (fault) {
      faults.push({ line, ...fault })
      continue
    }
    const before = wanted.get(path)
    wanted.set(path, {
      to: [...new Set([...(before?.to ?? []), ...owners])],
      lines: [...(before?.lines ?? []), line],
    })
  }
  const changes: OwnerFileChange[] = []
  for (const [path, { to, lines }] of wanted) {
    const now = known.get(path)
    const same = JSON.stringify(now?.csv ?? []) === JSON.stringify(to)
    if (!same) changes.push({ path, from: now?.counts ?? null, to, lines })
  }
  return { changes, problems: faults, unchanged: wanted.size - changes.length }
}

function faultOf(
  path: string,
  owners: string[],
  cells: number,
  columns: number,
  known: ReadonlyMap<string, KnownOwners>,
): Omit<CsvProblem, 'line'> | null {
  if (cells !== columns)
    return { column: 'project', message: `The line has ${cells} cells, the first line ${columns}.` }
  if (!known.has(path)) return { column: 'project', message: 'The inventory has no project or group of this path.' }
  if (owners.length > 20) return { column: 'owner', message: `${owners.length} owners; 20 fit.` }
  const long = owners.find((name) => name.length > 100)
  return long ? { column: 'owner', message: `A name has ${long.length} characters; 100 fit.` } : null
}

/** One line per path, with who counts now. */
export function ownerFile(known: ReadonlyMap<string, KnownOwners>, separator: string): string {
  const lines = [...known].map(([path, { counts }]) => [path, counts?.join(', ') ?? ''])
  return `\uFEFF${[['project', 'owner'], ...lines].map((cells) => `${cells.map((cell) => cellText(cell, separator)).join(separator)}\r\n`).join('')}`
}

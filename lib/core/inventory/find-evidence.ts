// The lines that show a use: in the root file, else in an included one, else in the merged text.
import type { Evidence, UseKind } from './consumer'
import type { SourceFile, SourceSection } from './source-lines'

/** Root file first, then included ones; the merged text for what only it has. */
export type Sources = { files: SourceFile[]; merged: SourceFile }

const mostLines = 5

/**
 * Takes a job's name, a kind of section and a test of a line, and gives up to five lines that pass: those in the job's own
 * section, else in one of what it extends or inherits, else in any section of that kind (anchors, `!reference`), else
 * anywhere in the files; and only where no file has one, the line of the merged text, marked so.
 */
export function findEvidence(
  sources: Sources,
  job: string,
  kind: UseKind,
  shows: (line: string) => boolean,
): Evidence[] {
  const inherited = lineage(sources, job)
  const places: ((section: SourceSection) => boolean)[] = [
    (section) => section.top === job && section.kind === kind,
    (section) => inherited.has(section.top) && section.kind === kind,
    (section) => section.top === job || inherited.has(section.top),
    (section) => section.kind === kind,
    () => true,
  ]
  for (const place of places) {
    const found = sources.files.flatMap((file) => linesIn(file, place, shows))
    if (found.length > 0) return found.slice(0, mostLines)
  }
  const merged = places.map((place) => linesIn(sources.merged, place, shows)).find((found) => found.length > 0) ?? []
  return merged.slice(0, mostLines).map((evidence) => ({ ...evidence, file: null, merged: true }))
}

function linesIn(
  file: SourceFile,
  place: (section: SourceSection) => boolean,
  shows: (line: string) => boolean,
): Evidence[] {
  const numbers = new Set<number>()
  for (const section of file.sections) {
    if (!place(section)) continue
    for (let line = section.from; line <= section.to; line++) if (shows(file.lines[line - 1] ?? '')) numbers.add(line)
  }
  return [...numbers]
    .sort((a, b) => a - b)
    .map((line) => ({ file: file.path, line, text: shortened(file.lines[line - 1] ?? ''), merged: false }))
}

function shortened(line: string): string {
  const text = line.trim()
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}

/** All that a job takes sections from: what it extends, over any number of steps, `default:` and the top level. */
function lineage(sources: Sources, job: string): Set<string> {
  const seen = new Set(['default', 'image', 'services', 'before_script', 'after_script', 'cache', 'variables'])
  const queue = parentsOf(sources, job)
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    queue.push(...parentsOf(sources, next))
  }
  return seen
}

function parentsOf(sources: Sources, job: string): string[] {
  return [...sources.files, sources.merged].flatMap((file) => file.extends.get(job) ?? [])
}

/** Where the job's key stands: root file first, then included ones; null when only the merged text has it. */
export function definedIn(sources: Sources, job: string): { file: string; line: number } | null {
  for (const file of sources.files) {
    const line = file.tops.get(job)
    if (line !== undefined) return { file: file.path, line }
  }
  return null
}

/** Takes all visible jobs and gives for each those that extend it, over any number of steps, also through hidden jobs. */
export function heirs(sources: Sources, jobs: readonly string[]): Map<string, string[]> {
  const result = new Map<string, string[]>(jobs.map((name) => [name, []]))
  for (const job of jobs)
    for (const ancestor of lineage(sources, job)) if (ancestor !== job) result.get(ancestor)?.push(job)
  return result
}

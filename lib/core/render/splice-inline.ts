// A plan's blocks spliced into the jobs of a CI file, every other byte kept.
import { isMap, type YAMLMap } from 'yaml'
import { type CiFile, keyOf, keyStart, type Refusal, type RefusalReason, readCiFile } from './ci-file'
import { type CiPlan, type JobBlocks, type Section, sections } from './ci-plan'
import { findFrames, withoutFrames } from './framed-text'
import { applyEdits, belowKey, type Edit, framedEdit, type InsertPoint, insertPoint, lineEnd } from './insert-point'
import { jobPairs } from './job-graph'
import { plannedJob, reachesOthers, refusal, usesOtherLogin } from './job-refusal'
import { type Existing, existingEntries, missingEntries } from './job-section'
import { removeInline } from './remove-inline'
import { keepsAllElse } from './splice-check'
import { blockLines, copiedValue, flowText, NotInFlow, quoted, type YamlValue, yamlValue } from './yaml-value'

type Change = { section: Section; existing: Existing; entries: Map<string, YamlValue> }

/**
 * Takes the text of a CI file and a plan; gives the text with the plan's entries in its jobs, framed by
 * `# cutover:begin` and `# cutover:end`, or everything that was refused. Framed text that the planned jobs already hold
 * is replaced, so twice gives the same; that of other jobs stays. An entry that the file holds with the same value is left
 * alone. What a job inherits with `<<` or from `default:` is repeated in the frame, since a job's own key replaces it.
 * The result is parsed again: anything else changed means `cannot_splice_safely`.
 */
export function spliceInline(text: string, plan: CiPlan): { text: string } | { refused: Refusal[] } {
  const base = withoutFramesOf(text, plan)
  if ('refused' in base) return base
  const read = readCiFile(base.text)
  if ('refused' in read) return read
  const { file } = read
  const edits: Edit[] = []
  const refused: Refusal[] = []
  for (const [name, blocks] of Object.entries(plan.jobs)) {
    const job = plannedJob(file, name, 'inline')
    if ('refused' in job) {
      refused.push(job.refused)
      continue
    }
    const answer = reachesOthers(file, plan, name, 'inline')
      ? { reason: 'extended_by' as const }
      : jobEdits(file, name, job.map, blocks)
    if ('reason' in answer) refused.push(refusal(file, name, answer.reason))
    else edits.push(...answer.ok)
  }
  if (refused.length > 0) return { refused }
  const spliced = applyEdits(base.text, edits)
  const back = removeInline(spliced)
  const restored = removeInline(base.text)
  const safe = 'text' in back && 'text' in restored && back.text === restored.text && keepsAllElse(file, spliced, plan)
  if (safe) return { text: spliced }
  return { refused: Object.keys(plan.jobs).map((name) => refusal(file, name, 'cannot_splice_safely')) }
}

/** The text without the frames that lie in jobs of the plan. */
function withoutFramesOf(text: string, plan: CiPlan): { text: string } | { refused: Refusal[] } {
  const found = findFrames(text)
  if ('broken' in found) return { refused: [{ job: null, reason: 'broken_frame', line: found.broken }] }
  if (found.frames.length === 0) return { text }
  const read = readCiFile(text)
  if ('refused' in read) return read
  const starts = read.file.root.items.map((pair) => ({ name: keyOf(pair), start: keyStart(pair) ?? 0 }))
  const owner = (at: number) => starts.findLast(({ start }) => start <= at)?.name ?? ''
  const own = found.frames.filter((frame) => !frame.include && Object.hasOwn(plan.jobs, owner(frame.from)))
  return { text: withoutFrames(text, own) }
}

function jobEdits(
  file: CiFile,
  name: string,
  map: YAMLMap,
  blocks: JobBlocks,
): { ok: Edit[] } | { reason: RefusalReason } {
  const changes: Change[] = []
  for (const section of sections) {
    const wanted = blocks[section] ?? {}
    if (Object.keys(wanted).length === 0) continue
    const existing = existingEntries(file, map, section)
    if ('reason' in existing) return existing
    const missing = missingEntries(file, map, section, existing.ok, wanted)
    if ('reason' in missing) return missing
    if (missing.ok.length === 0) continue
    const entries = existing.ok.own ? new Map<string, YamlValue>() : copiedEntries(file, existing.ok)
    if (!entries) return { reason: 'cannot_splice_safely' }
    const values = new Map(Object.entries(wanted))
    for (const one of missing.ok) entries.set(one, yamlValue(values.get(one)))
    changes.push({ section, existing: existing.ok, entries })
  }
  if (usesOtherLogin(file, map, blocks)) return { reason: 'other_token' }
  return writeChanges(file, name, map, changes)
}

function copiedEntries(file: CiFile, existing: Existing): Map<string, YamlValue> | null {
  const copies = new Map<string, YamlValue>()
  for (const [name, node] of existing.entries) {
    const copy = copiedValue(file, node)
    if (copy === undefined) return null
    copies.set(name, copy)
  }
  return copies
}

function writeChanges(
  file: CiFile,
  name: string,
  map: YAMLMap,
  changes: Change[],
): { ok: Edit[] } | { reason: RefusalReason } {
  const eol = lineEnd(file.text)
  const column = columnOf(file, name)
  const inner = map.flow ? column : (insertPoint(file, map, column)?.indent ?? column + 2)
  const step = Math.max(2, inner - column)
  const edits: Edit[] = []
  const write = (point: InsertPoint | null, entries: Map<string, YamlValue>) => {
    const lines = point && linesFor(point, entries, step)
    if (!point || !lines) return false
    edits.push(framedEdit(point, lines, eol))
    return true
  }
  const fresh = new Map<string, YamlValue>()
  for (const { section, existing, entries } of changes) {
    if (existing.own) {
      if (!write(insertPoint(file, existing.own, inner), entries)) return { reason: 'cannot_splice_safely' }
    } else if (existing.pair) {
      if (map.flow || !write(belowKey(file, existing.pair, step), entries)) return { reason: 'cannot_splice_safely' }
    } else {
      fresh.set(section, entries)
    }
  }
  if (fresh.size > 0 && !write(insertPoint(file, map, column), fresh)) return { reason: 'cannot_splice_safely' }
  return { ok: edits }
}

function linesFor(point: InsertPoint, entries: Map<string, YamlValue>, step: number): string[] | null {
  if (!point.flow) return blockLines(entries, point.indent, step)
  try {
    return [...entries].map(([key, value], at) => {
      const comma = point.form === 'comma' && at === entries.size - 1 ? '' : ','
      return `${' '.repeat(point.indent)}${quoted(key)}: ${flowText(value)}${comma}`
    })
  } catch (error) {
    if (error instanceof NotInFlow) return null
    throw error
  }
}

/** The column of the job's key; 0 in a root map in block style. */
function columnOf(file: CiFile, name: string): number {
  const [pair] = jobPairs(file, name)
  const start = pair && isMap(pair.value) ? keyStart(pair) : null
  if (start === null || file.root.flow) return 0
  return start - Math.max(file.text.lastIndexOf('\n', start) + 1, file.text.startsWith('\ufeff') ? 1 : 0)
}

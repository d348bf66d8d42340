// What the answered lines decide, row by row; what does not fit is refused with its line and column.
import type { Identity } from '@/lib/core/mapping/apply-bulk-edit'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { type AnswerColumn, type Answers, answerColumns, type QuestionRow, sameAsExported } from './questionnaire'
import type { QuestionLine } from './questionnaire-cells'
import type { CsvProblem } from './questionnaire-table'
import { type TargetColumn, targetProblems } from './questionnaire-target'

export type AnswerEdit =
  | { kind: 'exclude'; reason: string }
  | { kind: 'retire'; reason: string }
  | { kind: 'clear' }
  | { kind: 'target'; changed: Partial<Record<TargetColumn, string>> }

/** One line that says something new. */
export type Answered = {
  line: number
  id: string
  edit: AnswerEdit | null
  /** Null where the cell says nothing new. */
  owners: string[] | null
  /** To be kept as a comment on the row: what people wrote, and answers that no decision holds. */
  comment: string | null
}

const longestComment = 2000

/** `rows` holds those that exist. Empty cells say nothing; equal ones say nothing new. */
export function judgeAnswers(
  lines: readonly QuestionLine[],
  rows: ReadonlyMap<string, QuestionRow>,
  rules: Pick<RulesFile, 'vaults' | 'mounts'>,
): { answered: Answered[]; problems: CsvProblem[]; unchanged: number } {
  const answered: Answered[] = []
  const problems: CsvProblem[] = []
  for (const line of lines) {
    const row = rows.get(line.id)
    const judged = row
      ? judgeLine(line, row, rules)
      : [{ column: 'key', message: 'The inventory has no such row (level, owner_path, key, environment_scope).' }]
    if (Array.isArray(judged)) problems.push(...judged.map((one) => ({ ...one, line: line.line })))
    else if (judged) answered.push(judged)
  }
  const refused = new Set(problems.map(({ line }) => line))
  return { answered, problems, unchanged: lines.length - answered.length - refused.size }
}

type Fault = { column: string; message: string }

function judgeLine(
  { line, id, cells }: QuestionLine,
  row: QuestionRow,
  rules: Pick<RulesFile, 'vaults' | 'mounts'>,
): Answered | Fault[] | null {
  const changed: Partial<Answers> = {}
  for (const column of answerColumns) {
    const text = cells[column].trim()
    const said = column.endsWith('?') ? text.toLowerCase() : text
    const known = [row.answers[column].trim(), row.written[column]]
    if (said !== '' && !known.includes(said)) changed[column] = said
  }
  const comment = cells.comment.replaceAll('\r\n', '\n').trim()
  if (Object.keys(changed).length === 0 && comment === '') return null
  const after: Answers = { ...row.answers, ...changed }
  const faults = [...wordFaults(changed), ...ownerFaults(changed.owner, row)]
  if (comment.length > longestComment) {
    const message = `The comment has ${comment.length} characters; ${longestComment} fit.`
    faults.push({ column: 'comment', message })
  }
  const target = targetCells(changed)
  faults.push(...targetProblems(target, after, rules), ...contradictions(target, after, changed))
  if (faults.length > 0) return faults
  const edit = editOf(row, changed, after, target, comment)
  const owners = changed.owner === undefined ? null : namesOf(changed.owner)
  const stale = edit || owners ? staleFaults(changed, cells.mark, row, edit !== null, owners !== null) : []
  if (stale.length > 0) return stale
  const kept = commentOf(row, changed, edit, comment)
  return edit || owners || kept ? { line, id, edit, owners, comment: kept } : null
}

function wordFaults(changed: Partial<Answers>): Fault[] {
  const questions = ['secret?', 'still_used?'] as const
  return questions.flatMap((column) => {
    const said = changed[column]
    if (said === undefined || said === 'yes' || said === 'no') return []
    return [{ column, message: `Answer yes or no, or leave it empty; not ${JSON.stringify(said)}.` }]
  })
}

/** Only for what would change something: an answer that is there already does no harm. */
function staleFaults(
  changed: Partial<Answers>,
  mark: string,
  row: QuestionRow,
  edits: boolean,
  owns: boolean,
): Fault[] {
  const [first = 'mark'] = Object.keys(changed)
  if (row.gone) return [{ column: first, message: 'A complete scan no longer saw this variable.' }]
  if (mark.trim() === '') return [{ column: 'mark', message: 'The mark is missing. Export the row again.' }]
  const same = sameAsExported(mark, row)
  if ((same.decision || !edits) && (same.owner || !owns)) return []
  const message = `The row changed since the export, and now says otherwise (${nowSays(row, changed)}). Export it again.`
  return [{ column: edits && !same.decision ? first : 'owner', message }]
}

function nowSays(row: QuestionRow, changed: Partial<Answers>): string {
  const columns = answerColumns.filter((column) => changed[column] !== undefined)
  return columns.map((column) => `${column} ${row.answers[column] || 'empty'}`).join(', ')
}

function ownerFaults(owner: string | undefined, row: QuestionRow): Fault[] {
  if (owner === undefined) return []
  if (row.facts.owner_path === '') {
    return [{ column: 'owner', message: 'A variable of the whole instance belongs to no project or group.' }]
  }
  const names = namesOf(owner)
  if (names.length === 0) return [{ column: 'owner', message: 'No name is left between the commas.' }]
  if (names.length > 20) return [{ column: 'owner', message: `${names.length} owners; 20 fit.` }]
  const long = names.find((name) => name.length > 100)
  return long ? [{ column: 'owner', message: `A name has ${long.length} characters; 100 fit.` }] : []
}

/** Names between commas, without the `@` that GitLab's have in texts. */
export function namesOf(owner: string): string[] {
  const names = owner.split(',').map((name) => name.trim().replace(/^@/, ''))
  return [...new Set(names.filter(Boolean))]
}

function targetCells(changed: Partial<Answers>): Partial<Record<TargetColumn, string>> {
  const columns: readonly AnswerColumn[] = ['target_vault', 'target_mount', 'target_path', 'target_field']
  return Object.fromEntries(columns.flatMap((column) => (changed[column] ? [[column, changed[column]]] : [])))
}

function contradictions(target: object, after: Answers, changed: Partial<Answers>): Fault[] {
  const [column] = Object.keys(target)
  if (column === undefined) return []
  const said = (question: 'still_used?' | 'secret?') =>
    changed[question] === undefined ? 'already decided' : 'answered'
  if (after['still_used?'] === 'no')
    return [{ column, message: `A target, but still_used? is no (${said('still_used?')}). Answer yes to give it one.` }]
  if (after['secret?'] === 'no')
    return [{ column, message: `A target, but secret? is no (${said('secret?')}). Answer yes to give it one.` }]
  return []
}

function editOf(
  row: QuestionRow,
  changed: Partial<Answers>,
  after: Answers,
  target: Partial<Record<TargetColumn, string>>,
  comment: string,
): AnswerEdit | null {
  const answered = changed['secret?'] !== undefined || changed['still_used?'] !== undefined
  if (!answered && Object.keys(target).length === 0) return null
  if (after['still_used?'] === 'no') {
    const reason = comment || 'No longer used, as answered in a CSV file'
    return row.decided === 'retire' ? null : { kind: 'retire', reason }
  }
  if (after['secret?'] === 'no') {
    const reason = comment || 'No secret, as answered in a CSV file'
    return row.decided === 'excluded' ? null : { kind: 'exclude', reason }
  }
  if (Object.keys(target).length > 0) return { kind: 'target', changed: target }
  return row.decided === 'retire' || row.decided === 'excluded' ? { kind: 'clear' } : null
}

/** The answer that a decision holds, so that the next export shows it. */
const heldBy: Record<AnswerEdit['kind'], AnswerColumn | null> = {
  exclude: 'secret?',
  retire: 'still_used?',
  target: 'secret?',
  clear: null,
}

/** A comment that became the reason is kept there; answers that no decision holds are kept beside what people wrote. */
function commentOf(
  row: QuestionRow,
  changed: Partial<Answers>,
  edit: AnswerEdit | null,
  comment: string,
): string | null {
  const reason = edit && 'reason' in edit ? edit.reason : row.reason
  const held = edit ? heldBy[edit.kind] : null
  const said = (['secret?', 'still_used?'] as const).flatMap((column) =>
    changed[column] === undefined || column === held ? [] : [`${column} ${changed[column]}`],
  )
  const answers = said.length > 0 ? `Answered in a CSV file: ${said.join(', ')}.` : ''
  const own = comment === reason ? '' : comment
  return [own, answers].filter(Boolean).join('\n') || null
}

/** The row's variable as the rules file names it. */
export function identityOf(row: QuestionRow): Identity {
  const { level, owner_path: owner, key, environment_scope: scope } = row.facts
  const path = level === 'schedule' ? owner.replace(/#\d+$/, '') : owner
  return { level: level as Identity['level'], owner: level === 'instance' ? path || null : path, key, scope }
}

// Questions about variables as a CSV file for other teams: identity and facts beside cells to answer in.
import type { DecidedBy } from '@/lib/core/mapping/plan'
import type { TargetTemplate } from '@/lib/core/mapping/rules-file'
import { csvField } from './csv-field'
import type { InventoryRow } from './inventory-row'
import { variableName } from './variable-label'

/** The columns in their order. The last one tells whether the row is still as it was exported. */
export const questionColumns = [
  'level',
  'owner_path',
  'key',
  'environment_scope',
  'uses',
  'protected',
  'masked',
  'looks_like',
  'secret?',
  'still_used?',
  'owner',
  'target_vault',
  'target_mount',
  'target_path',
  'target_field',
  'comment',
  'mark',
] as const

export type QuestionColumn = (typeof questionColumns)[number]

export const answerColumns = [
  'secret?',
  'still_used?',
  'owner',
  'target_vault',
  'target_mount',
  'target_path',
  'target_field',
] as const

export type AnswerColumn = (typeof answerColumns)[number]

/** What the cells hold; empty where nothing is said. */
export type Answers = Record<AnswerColumn, string>

/** A row of the inventory as the questions see it. */
export type QuestionRow = {
  id: string
  facts: Record<Exclude<QuestionColumn, AnswerColumn | 'comment' | 'mark'>, string>
  answers: Answers
  /** What a person or a rule wrote for the place, before names in braces were filled in. */
  written: Partial<Record<AnswerColumn, string>>
  decided: DecidedBy['kind']
  /** Of an exclusion or a fate. */
  reason: string | null
  gone: boolean
  /** `mk-`, then a part for the facts and the decision, and one for the owner. Letters first, so that no spreadsheet takes it for a number. */
  mark: string
}

/** `owners` null is not known. What is decided already stands in the answers, so that a file that nobody edited changes nothing. */
export function questionRow(
  row: InventoryRow,
  decidedBy: DecidedBy,
  owners: readonly string[] | null,
  template: TargetTemplate | null = null,
): QuestionRow {
  const { variable, target } = row
  const name = variableName(row.id)
  const facts: QuestionRow['facts'] = {
    level: variable.level,
    owner_path: name?.owner ?? '',
    key: variable.key,
    environment_scope: variable.environmentScope,
    uses: row.uses === null ? 'unknown' : String(row.uses),
    protected: yesNo(variable.protected),
    masked: yesNo(variable.masked),
    looks_like: row.classification,
  }
  const answers: Answers = {
    'secret?': secretAnswers[decidedBy.kind],
    'still_used?': decidedBy.kind === 'retire' ? 'no' : '',
    owner: owners?.join(', ') ?? '',
    target_vault: target?.vault ?? '',
    target_mount: target?.mount ?? '',
    target_path: target?.path ?? '',
    target_field: target?.field ?? '',
  }
  const used = row.uses === null ? 'unknown' : row.uses > 0
  const gone = row.goneSince !== null || row.state === 'gone'
  const decided = [facts.protected, facts.masked, variable.variableType, used, decidedBy, target, gone]
  const mark = ['mk', markOf(decided), markOf(answers.owner)].join('-')
  const reason = 'reason' in decidedBy ? decidedBy.reason : null
  const written = {
    target_vault: template?.vault,
    target_mount: template?.mount,
    target_path: template?.path,
    target_field: template?.field,
  }
  return { id: row.id, facts, answers, written, decided: decidedBy.kind, reason, gone, mark }
}

const secretAnswers: Record<DecidedBy['kind'], string> = {
  rule: 'yes',
  choice: 'yes',
  replace: 'yes',
  excluded: 'no',
  retire: '',
  nothing: '',
}

const yesNo = (flag: boolean) => (flag ? 'yes' : 'no')

/** Tells apart, protects nothing: FNV-1a (isthe.com/chongo/tech/comp/fnv). */
function markOf(basis: unknown): string {
  const text = JSON.stringify(basis)
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}

/** Whether the decision, and whether the owner, is still as it was exported. */
export function sameAsExported(mark: string, row: QuestionRow): { decision: boolean; owner: boolean } {
  const [, decision, owner] = mark.trim().split('-')
  const [, decisionNow, ownerNow] = row.mark.split('-')
  return { decision: decision === decisionNow, owner: owner === ownerNow }
}

/** The first line, with the byte order mark that makes Excel read UTF-8. */
export function questionnaireHeader(separator: string): string {
  return `\uFEFF${questionColumns.join(separator)}\r\n`
}

export function questionnaireLines(rows: readonly QuestionRow[], separator: string): string {
  return rows
    .map(
      (row) =>
        `${cellsOf(row)
          .map((cell) => cellText(cell, separator))
          .join(separator)}\r\n`,
    )
    .join('')
}

function cellsOf(row: QuestionRow): string[] {
  const cells: Record<string, string> = { ...row.facts, ...row.answers, comment: '', mark: row.mark }
  return questionColumns.map((column) => cells[column] ?? '')
}

const guarded = /^'[=+\-@\t\r']/

/** As `csvField`, and so that `plainCell` gives the very text back. */
export function cellText(text: string, separator: string): string {
  const field = csvField(guarded.test(text) ? `'${text}` : text)
  return field.includes(separator) && !field.startsWith('"') ? `"${field}"` : field
}

/** A cell without the `'` that kept a spreadsheet from running it. */
export function plainCell(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell
}

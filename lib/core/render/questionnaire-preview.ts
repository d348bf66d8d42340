// What an answered CSV file would change: each line that says something new, and what follows from it for other rows.
import type { Decision, RulesPreview } from '@/lib/core/mapping/rules-preview'
import type { QuestionRow } from './questionnaire'
import type { AnswerEdit, Answered } from './questionnaire-answers'
import type { OwnerChange } from './questionnaire-edit'
import type { CsvProblem } from './questionnaire-table'
import { variableLabel } from './variable-label'

export type PreviewedLine = {
  line: number
  id: string
  label: string
  /** What is decided, in words; null where only an owner or a comment is new. */
  decides: string | null
  /** Before and after; null where the row stays in its state and place. */
  change: { from: Decision; to: Decision } | null
  owners: string | null
  comment: string | null
}

export type QuestionnairePreview = {
  /** Of the rules that it was made from. */
  version: number
  /** Names exactly this preview: only it is applied. */
  digest: string
  lines: PreviewedLine[]
  /** Rows that no line decides, and that change all the same. */
  also: RulesPreview['changes']
  owners: OwnerChange[]
  /** Lines that do not fit; nothing of them is applied. */
  problems: CsvProblem[]
  /** True where the file as a whole cannot be read, so that no line is. */
  unreadable: boolean
  unchanged: number
  rulesProblems: string[]
}

export function previewedLines(
  answered: readonly Answered[],
  rows: ReadonlyMap<string, QuestionRow>,
  changes: RulesPreview['changes'],
): Pick<QuestionnairePreview, 'lines' | 'also'> {
  const changed = new Map(changes.map((change) => [change.id, change]))
  const lines = answered.map(({ line, id, edit, owners, comment }) => {
    const change = edit ? changed.get(id) : undefined
    if (edit) changed.delete(id)
    const row = rows.get(id)
    return {
      line,
      id,
      label: variableLabel(id),
      decides: edit && row ? wordsOf(edit, row) : null,
      change: change ? { from: change.from, to: change.to } : null,
      owners: owners?.join(', ') ?? null,
      comment,
    }
  })
  return { lines, also: changes.filter(({ id }) => changed.has(id)) }
}

function wordsOf(edit: AnswerEdit, row: QuestionRow): string {
  if (edit.kind === 'exclude') return `excluded: ${edit.reason}`
  if (edit.kind === 'retire') return `retired: ${edit.reason}`
  if (edit.kind === 'clear') return row.decided === 'retire' ? 'no longer retired' : 'no longer excluded'
  const cells = Object.entries(edit.changed).map(([column, text]) => `${column.replace('target_', '')} ${text}`)
  return `target chosen by hand: ${cells.join(', ')}`
}

// The rules file with everything that an answered CSV file decides, and which owners it names.
import type { Identity } from '@/lib/core/mapping/apply-bulk-edit'
import type { Choice, RulesFile } from '@/lib/core/mapping/rules-file'
import type { QuestionRow } from './questionnaire'
import { type AnswerEdit, type Answered, identityOf } from './questionnaire-answers'
import type { CsvProblem } from './questionnaire-table'
import { targetOf } from './questionnaire-target'

const nameOf = ({ level, owner, key, scope }: Identity) => JSON.stringify([level, owner, key, scope])

/**
 * Puts the decisions into a copy of the rules, all else stays in its order. As with a decision for many rows: an exclusion
 * or a fate takes a choice away, a target takes both away and keeps an answer for scope `*`.
 */
export function applyAnswers(
  rules: RulesFile,
  answered: readonly Answered[],
  rows: ReadonlyMap<string, QuestionRow>,
): RulesFile {
  const edits = new Map<string, { identity: Identity; edit: AnswerEdit }>()
  for (const { id, edit } of answered) {
    const row = rows.get(id)
    if (row && edit) edits.set(nameOf(identityOf(row)), { identity: identityOf(row), edit })
  }
  const untouched = (entry: Identity) => !edits.has(nameOf(entry))
  const before = new Map(rules.choices.map((choice) => [nameOf(choice), choice]))
  const excluded = rules.excluded.filter(untouched)
  const fates = rules.fates.filter(untouched)
  const added: Choice[] = []
  for (const [name, { identity, edit }] of edits) {
    if (edit.kind === 'exclude') excluded.push({ ...identity, reason: edit.reason, until: null })
    if (edit.kind === 'retire') fates.push({ ...identity, fate: 'retire', reason: edit.reason })
    if (edit.kind === 'target' && !before.has(name)) added.push({ ...identity, target: targetOf(edit.changed) })
  }
  const kept = rules.choices.flatMap((choice) => {
    const edit = edits.get(nameOf(choice))?.edit
    if (!edit) return [choice]
    return edit.kind === 'target' ? [{ ...choice, target: targetOf(edit.changed, choice.target) }] : []
  })
  return { ...rules, choices: [...kept, ...added], excluded, fates }
}

/** Schedules of one project share what the rules file says of a key: their lines must agree. */
export function disagreeing(answered: readonly Answered[], rows: ReadonlyMap<string, QuestionRow>): CsvProblem[] {
  const first = new Map<string, Answered>()
  return answered.flatMap((one) => {
    const row = rows.get(one.id)
    if (!row || !one.edit) return []
    const name = nameOf(identityOf(row))
    const before = first.get(name)
    if (!before) first.set(name, one)
    if (!before || JSON.stringify(before.edit) === JSON.stringify(one.edit)) return []
    const message = `Line ${before.line} answers otherwise for the same key of another schedule.`
    return [{ line: one.line, column: 'key', message }]
  })
}

export type OwnerChange = { path: string; from: string; to: string[]; lines: number[] }

/** An owner is one of the project or group, not of the row: all lines that name a new one must name the same. */
export function ownerChanges(
  answered: readonly Answered[],
  rows: ReadonlyMap<string, QuestionRow>,
): { changes: OwnerChange[]; problems: CsvProblem[] } {
  const changes = new Map<string, OwnerChange>()
  const problems: CsvProblem[] = []
  for (const { id, line, owners } of answered) {
    const row = rows.get(id)
    const path = row ? identityOf(row).owner : null
    if (!row || !owners || path === null) continue
    const known = changes.get(path)
    if (!known) changes.set(path, { path, from: row.answers.owner, to: owners, lines: [line] })
    else if (JSON.stringify(known.to) === JSON.stringify(owners)) known.lines.push(line)
    else {
      const message = `Line ${known.lines[0]} names ${known.to.join(', ')} as the owner of ${path}. One project has one answer.`
      problems.push({ line, column: 'owner', message })
    }
  }
  return { changes: [...changes.values()], problems }
}

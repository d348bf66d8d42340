// The answered CSV file: what it would change, row by row, and then exactly that.
import { createHash } from 'node:crypto'
import { type Answered, judgeAnswers } from '@/lib/core/render/questionnaire-answers'
import { readQuestionnaire } from '@/lib/core/render/questionnaire-cells'
import { applyAnswers, disagreeing, ownerChanges } from '@/lib/core/render/questionnaire-edit'
import { previewedLines, type QuestionnairePreview } from '@/lib/core/render/questionnaire-preview'
import type { CsvProblem } from '@/lib/core/render/questionnaire-table'
import { addNewComments } from '@/lib/db/comment-repository'
import { findRowsById } from '@/lib/db/find-rows-by-id'
import { saveOwnerStatements } from '@/lib/db/owner-repository'
import { findRules } from '@/lib/db/rules-repository'
import { AppError } from '@/lib/errors'
import { previewRules } from './preview-rules'
import { questionRows } from './questionnaire-rows'
import { saveRules } from './save-rules'

/** Lines that fit and say something new, what is wrong with the others, and the rules as they would be. */
async function judge(text: string) {
  const file = readQuestionnaire(text)
  const { rules, version } = await findRules()
  const asQuestions = await questionRows(rules)
  const found = await findRowsById(file.lines.map(({ id }) => id))
  const rows = new Map(asQuestions(found).map((row) => [row.id, row]))
  const judged = judgeAnswers(file.problems.length > 0 ? [] : file.lines, rows, rules)
  const problems = [...file.problems, ...judged.problems, ...conflicts(judged.answered, rows)]
  const refused = new Set(problems.map(({ line }) => line))
  const answered = judged.answered.filter(({ line }) => !refused.has(line))
  const owners = ownerChanges(answered, rows).changes
  const after = applyAnswers(rules, answered, rows)
  const digest = createHash('sha256')
    .update(JSON.stringify([version, answered, owners]))
    .digest('base64url')
  const sorted = problems.toSorted((one, other) => one.line - other.line)
  const unreadable = file.problems.length > 0
  return {
    rules: after,
    version,
    digest,
    rows,
    answered,
    owners,
    problems: sorted,
    unreadable,
    unchanged: judged.unchanged,
  }
}

function conflicts(answered: Answered[], rows: Parameters<typeof disagreeing>[1]): CsvProblem[] {
  return [...disagreeing(answered, rows), ...ownerChanges(answered, rows).problems]
}

/** Saves nothing. */
export async function previewQuestionnaire(text: string): Promise<QuestionnairePreview> {
  const { rules, rows, answered, version, digest, owners, problems, unreadable, unchanged } = await judge(text)
  const decides = answered.some(({ edit }) => edit !== null)
  const preview = decides ? await previewRules(rules) : null
  const { lines, also } = previewedLines(answered, rows, preview?.changes ?? [])
  const rulesProblems = preview?.problems ?? []
  return { version, digest, lines, also, owners, problems, unreadable, unchanged, rulesProblems }
}

export type Imported = { decided: number; owners: number; comments: number; changed: number }

/**
 * Applies what the preview of this digest showed: fails with `stale`, and saves nothing, when it would be anything else by now.
 * Decisions are one version of the mapping with its history, to be undone like any other; killed in between, the same file
 * imported again does the rest.
 */
export async function applyQuestionnaire(text: string, digest: string, who: string): Promise<Imported> {
  const judged = await judge(text)
  if (judged.digest !== digest) throw new AppError('stale')
  const { answered, owners, rules, version } = judged
  const decided = answered.filter(({ edit }) => edit !== null).length
  const saved = decided > 0 ? await saveRules(rules, version, who, 'imported answers from a CSV file') : null
  const statements = owners.map(({ path, to }) => ({
    path,
    source: 'csv' as const,
    people: to.map((name) => ({ name, userId: null })),
  }))
  if (statements.length > 0) await saveOwnerStatements(statements)
  const said = answered.flatMap(({ id, comment }) => (comment === null ? [] : [{ variableId: id, text: comment }]))
  const comments = await addNewComments(said, who)
  return { decided, owners: statements.length, comments, changed: saved?.changed ?? 0 }
}

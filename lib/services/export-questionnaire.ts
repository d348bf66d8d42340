// The questions about all rows that a filter finds, as a CSV file that is written while it is read.
import { questionnaireHeader, questionnaireLines } from '@/lib/core/render/questionnaire'
import { findChunks } from '@/lib/db/row-repository'
import { findRules } from '@/lib/db/rules-repository'
import { AppError } from '@/lib/errors'
import { readFilter } from './query-inventory'
import { questionRows } from './questionnaire-rows'

const chunkSize = 2000

/** Fails at once with `invalid_input` when the filter is not valid, later with `stale` when the inventory is made anew meanwhile. */
export function exportQuestionnaire(filter: string, separator: ',' | ';' | '\t'): AsyncGenerator<string> {
  const parsed = readFilter(filter)
  if (parsed.errors.length > 0) throw new AppError('invalid_input', parsed.errors)
  return lines(findChunks(parsed, chunkSize), separator)
}

async function* lines(chunks: ReturnType<typeof findChunks>, separator: string): AsyncGenerator<string> {
  const { rules } = await findRules()
  const asQuestions = await questionRows(rules)
  yield questionnaireHeader(separator)
  for await (const rows of chunks) yield questionnaireLines(asQuestions(rows), separator)
}

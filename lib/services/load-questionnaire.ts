// What can be asked of other teams: how many rows the filter finds, and the groups that have open ones.
import { passesState } from '@/lib/core/inventory/state-part'
import { states } from '@/lib/core/mapping/plan'
import { findOpenGroups } from '@/lib/db/open-groups'
import { findPage } from '@/lib/db/row-repository'
import { readFilter } from './query-inventory'

export type QuestionnaireScope = { rows: number; errors: string[]; groups: { group: string; open: number }[] }

export async function loadQuestionnaire(filter: string): Promise<QuestionnaireScope> {
  const parsed = readFilter(filter)
  const [{ counts }, groups] = await Promise.all([
    findPage(parsed, { sort: 'key', direction: 'asc' }, { offset: 0, limit: 1 }),
    findOpenGroups(),
  ])
  const rows = states.reduce((sum, state) => sum + (passesState(parsed, state) ? (counts[state] ?? 0) : 0), 0)
  return { rows, errors: parsed.errors, groups }
}

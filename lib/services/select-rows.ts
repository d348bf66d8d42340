// The rows that people decide for at once: named one by one, or all that a filter finds.
import { findIds } from '@/lib/db/row-repository'
import { AppError } from '@/lib/errors'
import { readFilter } from './query-inventory'

export type Selection = { ids: string[] } | { filter: string }

/**
 * The ids, and for a filter the moment that it was answered for: only the filter and that moment go through the browser.
 * `seen` is the moment that was looked at: fails with `stale` when the rows were made anew since, with `invalid_input` and the
 * reasons when the filter is not valid, since it would select more than meant.
 */
export async function selectRows(
  selection: Selection,
  seen: string | null,
): Promise<{ ids: string[]; snapshot: string | null }> {
  if ('ids' in selection) return { ids: selection.ids, snapshot: null }
  const filter = readFilter(selection.filter)
  if (filter.errors.length > 0) throw new AppError('invalid_input', filter.errors)
  const found = await findIds(filter)
  if (seen !== null && seen !== found.snapshot) throw new AppError('stale')
  return found
}

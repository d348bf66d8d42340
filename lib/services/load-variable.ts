// One variable with everything known about it, for the drawer.
import { parseVariableId } from '@/lib/core/inventory/parse-variable-id'
import type { VariableDetail } from '@/lib/core/render/inventory-row'
import { findRow, findVariableHistory } from '@/lib/db/row-repository'

export async function loadVariable(id: string): Promise<VariableDetail | null> {
  // The id comes from the address bar: what is no id, such as a NUL, is not asked of the database.
  if (!parseVariableId(id)) return null
  const [found, history] = await Promise.all([findRow(id), findVariableHistory(id, 50)])
  if (!found) return null
  return {
    ...found.row,
    ...found.detail,
    history: history.map((entry) => ({
      at: entry.at.toISOString(),
      who: entry.who,
      what: entry.what,
      from: entry.from,
      to: entry.to,
    })),
  }
}

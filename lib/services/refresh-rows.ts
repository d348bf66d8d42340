// Works out every row anew from the latest scan and rules, and keeps them with their history.
import { countStates, inventoryRows } from '@/lib/core/render/inventory-rows'
import { replaceRows } from '@/lib/db/row-repository'
import { loadPlan } from './load-plan'

/** Returns how many variables changed their state or target. */
export async function refreshRows(note: { who: string; what: string }): Promise<number> {
  const planned = await loadPlan()
  const rows = inventoryRows(planned)
  const counts = countStates(rows.map(({ row }) => row))
  return replaceRows(rows, { ...note, today: new Date().toISOString().slice(0, 10), counts })
}

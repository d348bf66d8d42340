// Works out every row anew from the latest scan and rules, and keeps them with their history.
import { isDeepStrictEqual } from 'node:util'
import { countStates, inventoryRows } from '@/lib/core/render/inventory-rows'
import { findFact, findPublishedAt } from '@/lib/db/fact-repository'
import { refreshPathOwners } from '@/lib/db/owner-repository'
import { replaceRows } from '@/lib/db/replace-rows'
import { rowFormat } from '@/lib/db/row-columns'
import { rowsBasis } from '@/lib/db/row-query'
import { findRules } from '@/lib/db/rules-repository'
import { loadPlan } from './load-plan'

/** What rows follow from: exclusions end by date, so the day belongs to it, and so does how their columns are made. */
type Basis = { publishedAt: string | null; version: number; today: string; format: number }

const todayText = () => new Date().toISOString().slice(0, 10)

/** Returns how many variables changed their state or target. Goes by what is latest when it ends, also when several run at once. */
export async function refreshRows(note: { who: string; what: string }): Promise<number> {
  for (;;) {
    const publishedAt = await findPublishedAt()
    const planned = await loadPlan()
    const today = todayText()
    const rows = inventoryRows(planned)
    const counts = countStates(rows.map(({ row }) => row))
    const basis: Basis = { publishedAt, version: planned.version, today, format: rowFormat }
    const changed = await replaceRows(rows, {
      ...note,
      today,
      counts,
      version: planned.version,
      fact: rowsBasis,
      basis,
    })
    if (changed === null) continue
    await refreshPathOwners()
    return changed
  }
}

/** For after a kill between saving and working out, and for the day's turn. */
export async function refreshStaleRows(): Promise<void> {
  const [publishedAt, { version }, basis] = await Promise.all([
    findPublishedAt(),
    findRules(),
    findFact<Basis>(rowsBasis),
  ])
  if (publishedAt === null) return
  const now: Basis = { publishedAt, version, today: todayText(), format: rowFormat }
  const known = basis?.data
  if (known && isDeepStrictEqual(known, now)) return
  await refreshRows({
    who: 'worker',
    what: known?.today === now.today ? 'worked out again' : 'worked out for a new day',
  })
}

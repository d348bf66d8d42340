// The numbers of the overview page.
import { groupBy } from '@/lib/core/inventory/group-by'

import type { State } from '@/lib/core/mapping/plan'
import type { InventoryRow } from '@/lib/core/render/inventory-row'
import { countStates } from '@/lib/core/render/inventory-rows'
import type { Overview } from '@/lib/core/render/overview'
import { findMergeRequests } from '@/lib/db/merge-request-repository'
import { findDailyCounts, findRows } from '@/lib/db/row-repository'

/** States in which a variable no longer waits for anybody. */
const over: readonly State[] = ['deleted', 'confirmed', 'excluded', 'gone']

export async function loadOverview(): Promise<Overview> {
  const [rows, days, requests] = await Promise.all([findRows(), findDailyCounts(), findMergeRequests()])
  const blockers = new Map<string, number>()
  for (const code of rows.flatMap((row) => row.blockers)) blockers.set(code, (blockers.get(code) ?? 0) + 1)
  return {
    counts: countStates(rows),
    total: rows.length,
    burnDown: days.map(({ date, counts }) => {
      const total = Object.values(counts).reduce((sum, n) => sum + n, 0)
      return { date, total, remaining: total - over.reduce((sum, state) => sum + (counts[state] ?? 0), 0) }
    }),
    blockers: [...blockers]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
    groups: [...groupBy(rows, groupOf)]
      .map(([group, own]) => ({ group, total: own.length, counts: countStates(own) }))
      .sort((a, b) => (a.group < b.group ? -1 : 1)),
    unknownUses: rows.filter((row) => row.uses === null).length,
    staticCredentials: rows.filter((row) => row.blockers.includes('static_vault_credential')).length,
    mergeRequests: {
      open: requests.filter((request) => request.state === 'open').length,
      merged: requests.filter((request) => request.state === 'merged').length,
      closed: requests.filter((request) => request.state === 'closed' || request.state === 'superseded').length,
    },
  }
}

const groupOf = (row: InventoryRow) => row.variable.owner?.split('/')[0] ?? 'instance'

// The page of past jobs: counts over all, and the rows that a filter leaves.
import type { LostRow } from './lost-access'

export const lostStates = ['refused', 'accepted', 'unknown', 'passes', 'not_affected', 'not_in_configuration'] as const

export type LostState = (typeof lostStates)[number]

/** `key` stands for the row's identity; `accepted` is who accepted the refusal, when and why. */
export type LostViewRow = LostRow & {
  key: string
  state: LostState
  accepted: { who: string; at: string; reason: string } | null
}

export type LostFilter = { state: LostState | 'all'; project: string | null; reason: string | null }

/** A reason by which one can filter: the claim that differs, or what else refuses. */
export function reasonNames(row: Pick<LostRow, 'reasons'>): string[] {
  return [...new Set(row.reasons.map(({ claim, code }) => claim ?? code))]
}

/** Only a refusal can be accepted: what stopped being one counts as what it is. */
export function stateOf({ verdict }: Pick<LostRow, 'verdict'>, accepted: boolean): LostState {
  return verdict === 'refused' && accepted ? 'accepted' : verdict
}

export type LostTotals = Record<LostState, number> & { runs: number; jobs: Record<LostState, number> }

/** Runs by state, and how many (project, job, reasons) rows each has. */
export function lostTotals(rows: readonly Pick<LostViewRow, 'state' | 'count'>[]): LostTotals {
  const zero = () => Object.fromEntries(lostStates.map((state) => [state, 0])) as Record<LostState, number>
  const totals: LostTotals = { ...zero(), runs: 0, jobs: zero() }
  for (const { state, count } of rows) {
    totals[state] += count
    totals.runs += count
    totals.jobs[state] += 1
  }
  return totals
}

/** The rows that match; `all` is every state. */
export function filterLost(rows: readonly LostViewRow[], { state, project, reason }: LostFilter): LostViewRow[] {
  return rows.filter(
    (row) =>
      (state === 'all' || row.state === state) &&
      (project === null || row.project === project) &&
      (reason === null || reasonNames(row).includes(reason)),
  )
}

// The numbers of the overview page; each is a filter of the inventory.
import type { State } from '@/lib/core/mapping/plan'
import type { DayCount, Forecast } from './forecast'

/** States in which a variable no longer waits for anybody. */
export const settledStates = ['deleted', 'confirmed', 'excluded', 'gone'] as const satisfies readonly State[]

export type GroupOverview = {
  group: string
  total: number
  counts: Partial<Record<State, number>>
  forecast: Forecast | null
}

export type Overview = {
  counts: Record<State, number>
  total: number
  burnDown: DayCount[]
  forecast: Forecast | null
  /** The day on which nothing should be left, as people set it, and how many a day that needs. */
  target: { date: string; who: string; perDay: number | null } | null
  /** Seen for the first time within a week. */
  newcomers: number
  blockers: { code: string; count: number }[]
  groups: GroupOverview[]
  unknownUses: number
  staticCredentials: number
  mergeRequests: { open: number; merged: number; closed: number }
}

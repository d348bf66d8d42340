// The numbers of the overview page; each is a filter of the inventory.
import type { State } from '@/lib/core/mapping/plan'

export type Overview = {
  counts: Record<State, number>
  total: number
  burnDown: { date: string; remaining: number; total: number }[]
  blockers: { code: string; count: number }[]
  groups: { group: string; total: number; counts: Partial<Record<State, number>> }[]
  unknownUses: number
  staticCredentials: number
  mergeRequests: { open: number; merged: number; closed: number }
}

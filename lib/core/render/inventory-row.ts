// One variable as the table, its drawer and the exports show it.
import type { CiJob, Consumer } from '@/lib/core/inventory/consumer'
import type { OwnerSource } from '@/lib/core/inventory/owners'
import type { Problem } from '@/lib/core/inventory/problem'
import type { Variable } from '@/lib/core/inventory/variable'
import type { DecidedBy, Placement, State, Target } from '@/lib/core/mapping/plan'
import type { StarAnswer } from '@/lib/core/mapping/rules-file'

export type InventoryRow = {
  id: string
  variable: Variable
  state: State
  target: Target | null
  /** Null is unknown, never none. */
  uses: number | null
  blockers: string[]
  warnings: string[]
  classification: 'secret' | 'plain' | 'unclear'
  /** True when production reads it. */
  production: boolean
  /** Tiers of the environments whose jobs use it; `none` for jobs without one. */
  tiers: string[]
  /** Date of the first complete scan that no longer saw it. */
  goneSince: string | null
  /** How many comments it has; absent for none. This and the owners are kept beside the rows, not in them. */
  comments?: number
  /** Who owns its project or group; absent where that is not known. */
  owners?: RowOwners
}

export type RowOwners = { names: string[]; source: OwnerSource | 'none' }

export type VariableDetail = InventoryRow & {
  classificationReason: string
  unknown: string[]
  consumers: (Consumer & { tier: string | null })[]
  blockerList: Problem[]
  warningList: Problem[]
  placements: Placement[]
  decidedBy: DecidedBy
  star: StarAnswer | null
  /** Which definition each project and environment sees, when this key has several. */
  effective: { project: string; environment: string | null; winner: string; reason: string }[]
  history: HistoryEntry[]
  jobs: CiJob[]
}

export type HistoryEntry = { at: string; who: string; what: string; from: string | null; to: string | null }

// What saving a changed rules file would do: exactly the rows that change, and what is wrong with it.
import type { State } from './plan'

export type Decision = { state: State; target: string | null }

export type RulesPreview = {
  changes: { id: string; label: string; from: Decision; to: Decision }[]
  problems: string[]
  counts: Record<State, number>
}

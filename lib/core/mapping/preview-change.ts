// Which rows a change of the mapping changes.
import type { MappedVariable, Plan, State, Target } from './plan'

export type RowState = { state: State; target: Target | null; blockers: string[] }

/** `from` is null for a row that was not there before, `to` for one that is not there any more. */
export type ChangedRow = { id: string; from: RowState | null; to: RowState | null }

/**
 * Compares two plans and gives exactly the rows that differ in state, target, places or blockers, sorted by id. A row
 * whose target is the same text but whose places differ (an answer to the `*` question) counts as changed.
 */
export function previewChange(before: Pick<Plan, 'variables'>, after: Pick<Plan, 'variables'>): ChangedRow[] {
  const old = new Map(before.variables.map((variable) => [variable.id, variable]))
  const now = new Map(after.variables.map((variable) => [variable.id, variable]))
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort()
  return ids.flatMap((id): ChangedRow[] => {
    const from = old.get(id)
    const to = now.get(id)
    if (from !== undefined && to !== undefined && fingerprint(from) === fingerprint(to)) return []
    return [{ id, from: rowState(from), to: rowState(to) }]
  })
}

function rowState(variable: MappedVariable | undefined): RowState | null {
  if (variable === undefined) return null
  const { state, target, blockers } = variable
  return { state, target, blockers: blockers.map((blocker) => blocker.code) }
}

function fingerprint(variable: MappedVariable): string {
  const places = variable.placements.map(({ target, file }) => [target, file])
  return JSON.stringify([variable.state, variable.target, places, variable.blockers.map((blocker) => blocker.code)])
}

// How far it is, in one answer: for the command and for scripts.
import { type State, states } from '@/lib/core/mapping/plan'
import { countByState } from '@/lib/db/row-repository'
import { findLastFinishedScan } from '@/lib/db/scan-repository'

export type Status = { complete: boolean; scanned_at: string | null; counts: Record<State, number> }

/** `complete` is true when the last finished scan has no gap; without a scan it is false. */
export async function loadStatus(): Promise<Status> {
  const [scan, found] = await Promise.all([findLastFinishedScan(), countByState()])
  const counts = Object.fromEntries(states.map((state) => [state, found[state] ?? 0])) as Record<State, number>
  return { complete: scan?.complete ?? false, scanned_at: scan?.finishedAt ?? null, counts }
}

// Each connected vault as it was read last, compared with the plan: what a merge request may rest on.
import { liveVerdicts } from '@/lib/core/render/live-verdicts'
import type { LiveVerdicts } from '@/lib/core/render/merge-request-waits'
import { findReadings, loadDrift } from './load-drift'

/** By the name of the vault in the mapping; a vault without a connection is not there. */
export async function loadLiveVerdicts(): Promise<ReadonlyMap<string, LiveVerdicts>> {
  const [drift, readings] = await Promise.all([loadDrift(), findReadings()])
  const verdicts = new Map<string, LiveVerdicts>()
  for (const one of drift?.vaults ?? []) {
    const reading = readings.get(one.vault)
    if (reading) verdicts.set(one.vault, liveVerdicts(one, reading.live?.fields ?? {}))
  }
  return verdicts
}

// The mapping file with its history.
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { HistoryEntry } from '@/lib/core/render/inventory-row'
import { findRules, findRulesHistory } from '@/lib/db/rules-repository'

export type LoadedRules = { rules: RulesFile; version: number; canUndo: boolean; history: HistoryEntry[] }

export async function loadRules(): Promise<LoadedRules> {
  const [stored, versions] = await Promise.all([findRules(), findRulesHistory(50)])
  return {
    rules: stored.rules,
    version: stored.version,
    canUndo: (stored.undoes ?? stored.version) > 0,
    history: versions.map(({ at, who, what }) => ({ at: at.toISOString(), who, what, from: null, to: null })),
  }
}

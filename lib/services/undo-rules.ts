// Takes back the last change of the mapping file.
import { findRules, findRulesVersion, findUndoes, saveRulesVersion } from '@/lib/db/rules-repository'
import { AppError } from '@/lib/errors'
import { refreshAfterRules } from './save-rules'

/** Goes back one change; undone again and again it goes further back. The undone version stays in the history. */
export async function undoRules(who: string): Promise<{ version: number; changed: number }> {
  const stored = await findRules()
  const standing = stored.undoes ?? stored.version
  if (standing === 0) throw new AppError('nothing_to_undo')
  const target = await standingBefore(standing)
  const rules = await findRulesVersion(target)
  if (!rules) throw new AppError('nothing_to_undo')
  const saved = await saveRulesVersion(rules, stored.version, { who, what: 'undid the last change', undoes: target })
  return { version: saved, changed: await refreshAfterRules(who, 'undid the last change') }
}

/** Versions that only undid something stand for the version they went back to. */
async function standingBefore(version: number): Promise<number> {
  const previous = version - 1
  if (previous <= 0) return 0
  return (await findUndoes(previous)) ?? previous
}

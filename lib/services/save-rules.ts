// Saves a new version of the mapping file and works the rows out anew.
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { findPublishedAt } from '@/lib/db/fact-repository'
import { saveRulesVersion } from '@/lib/db/rules-repository'
import { refreshRows } from './refresh-rows'

/** `version` is the one that was looked at: fails with `stale` when somebody saved another since. `changed` counts variables. */
export async function saveRules(
  rules: RulesFile,
  version: number,
  who: string,
  what = 'changed the mapping',
): Promise<{ version: number; changed: number }> {
  const saved = await saveRulesVersion(rules, version, { who, what })
  return { version: saved, changed: await refreshAfterRules(who, what) }
}

/** Before the first scan there is nothing to work out. */
export async function refreshAfterRules(who: string, what: string): Promise<number> {
  return (await findPublishedAt()) === null ? 0 : refreshRows({ who, what })
}

// Sources beside GitLab's variables: `.env` files, paths that scripts read, and the paths that Vault is known to hold.
import { type PlacedSource, placeSources } from '@/lib/core/mapping/place-sources'
import type { Source } from '@/lib/core/mapping/rules-file'
import { findStaticReads, type StaticRead } from '@/lib/core/mapping/static-reads'
import { type ScriptReadRow, scriptReadRows } from '@/lib/core/render/script-reads'
import { findListedPaths, type ListedPaths, saveListedPaths } from '@/lib/db/suggestion-repository'
import { findPlan, type Planned } from './load-plan'
import { loadRules } from './load-rules'
import { saveRules } from './save-rules'

export type Sources = { files: PlacedSource[]; reads: ScriptReadRow[]; projects: string[]; version: number }

let latest: { estate: Planned['estate']; reads: StaticRead[] } | null = null

/** Null before the first scan. */
export async function loadSources(): Promise<Sources | null> {
  const planned = await findPlan()
  if (planned === null) return null
  const { estate, rules, plan, version } = planned
  if (latest?.estate !== estate) latest = { estate, reads: findStaticReads(estate) }
  const today = new Date().toISOString().slice(0, 10)
  return {
    files: placeSources(rules, estate, today),
    reads: scriptReadRows(latest.reads, plan, rules),
    projects: estate.projects.map((one) => one.fullPath),
    version,
  }
}

const nameOf = (source: Source) =>
  source.kind === 'env-file'
    ? JSON.stringify([source.kind, source.project, source.file, source.scope])
    : JSON.stringify([source.kind, source.project, source.job, source.vault, source.mount, source.path])

/** Adds sources, or takes the place of those of the same name. `version` is the one that was looked at. */
export async function addSources(
  sources: Source[],
  version: number,
  who: string,
): Promise<{ version: number; changed: number }> {
  const { rules } = await loadRules()
  const names = new Set(sources.map(nameOf))
  const kept = rules.sources.filter((one) => !names.has(nameOf(one)))
  return saveRules({ ...rules, sources: [...kept, ...sources] }, version, who, 'added a source')
}

export async function removeSource(
  source: Source,
  version: number,
  who: string,
): Promise<{ version: number; changed: number }> {
  const { rules } = await loadRules()
  const sources = rules.sources.filter((one) => nameOf(one) !== nameOf(source))
  return saveRules({ ...rules, sources }, version, who, 'removed a source')
}

/** What people listed as the paths of today; null before they did. */
export function loadListedPaths(): Promise<ListedPaths | null> {
  return findListedPaths()
}

export function keepListedPaths(text: string, who: string): Promise<void> {
  return saveListedPaths({ text, who, at: new Date().toISOString() })
}

// What could be decided, proposed from what is known; and what becomes of it: looked at, accepted, dismissed.
import type { Estate } from '@/lib/core/inventory/estate'
import { type AcceptedSuggestions, applySuggestions } from '@/lib/core/mapping/apply-suggestions'
import type { RulesPreview } from '@/lib/core/mapping/rules-preview'
import { suggestAll } from '@/lib/core/mapping/suggest-all'
import type { Suggestion } from '@/lib/core/mapping/suggestion'
import { previewRulesChange } from '@/lib/core/render/preview-rules-change'
import { dismiss, findDismissed, findListedPaths, restoreDismissed } from '@/lib/db/suggestion-repository'
import { findVaultReadings } from '@/lib/db/vault-reading-repository'
import { existingPathsOf, type KnownPaths } from './existing-paths-of'
import { findPlan, type Planned } from './load-plan'
import { saveRules } from './save-rules'

export type Suggestions = {
  open: Suggestion[]
  dismissed: Suggestion[]
  known: KnownPaths
  version: number
  estate: Estate
}

let latest: { planned: Planned; key: string; all: Suggestion[]; known: KnownPaths } | null = null

/** Null before the first scan. Worked out once for a plan and what is known of the Vaults. */
export async function loadSuggestions(): Promise<Suggestions | null> {
  const planned = await findPlan()
  if (planned === null) return null
  const [readings, listed, dismissed] = await Promise.all([findVaultReadings(), findListedPaths(), findDismissed()])
  const key = JSON.stringify([readings.map(({ vault, live }) => [vault, live?.readAt]), listed?.at])
  if (latest?.planned !== planned || latest.key !== key) {
    const known = existingPathsOf(readings, listed?.text ?? '', planned.rules)
    latest = { planned, key, known, all: suggestAll(planned, known.paths) }
  }
  const { all, known } = latest
  const away = new Set(dismissed.map((one) => one.id))
  return {
    open: all.filter((one) => !away.has(one.id)),
    dismissed: all.filter((one) => away.has(one.id)),
    known,
    version: planned.version,
    estate: planned.estate,
  }
}

export type SuggestionPreview = { preview: RulesPreview; version: number; accepted: number; contradicted: number }

async function accepted(
  chosen: (suggestions: Suggestions) => Suggestion[],
): Promise<(AcceptedSuggestions & { before: Planned; count: number }) | null> {
  const [suggestions, before] = await Promise.all([loadSuggestions(), findPlan()])
  if (suggestions === null || before === null) return null
  const list = chosen(suggestions)
  return { ...applySuggestions(before.rules, list), before, count: list.length }
}

/** Exactly the rows that accepting would change; saves nothing. Null before the first scan. */
export async function previewSuggestions(
  chosen: (suggestions: Suggestions) => Suggestion[],
): Promise<SuggestionPreview | null> {
  const found = await accepted(chosen)
  if (found === null) return null
  const { before, rules, contradicted, count } = found
  const after = await findPlan(rules)
  const preview = previewRulesChange(before.plan, after?.plan ?? null, rules)
  return { preview, version: before.version, accepted: count - contradicted.length, contradicted: contradicted.length }
}

/** `version` is the one that was looked at: fails with `stale` when somebody saved another since. */
export async function acceptSuggestions(
  chosen: (suggestions: Suggestions) => Suggestion[],
  version: number,
  who: string,
): Promise<{ version: number; changed: number } | null> {
  const found = await accepted(chosen)
  if (found === null) return null
  const count = found.count - found.contradicted.length
  return saveRules(found.rules, version, who, `accepted ${count} ${count === 1 ? 'suggestion' : 'suggestions'}`)
}

/** Dismissed suggestions stay away until they propose something else. */
export async function dismissSuggestions(
  chosen: (suggestions: Suggestions) => Suggestion[],
  who: string,
): Promise<{ changed: number }> {
  const suggestions = await loadSuggestions()
  const ids = suggestions === null ? [] : chosen(suggestions).map((one) => one.id)
  await dismiss(ids, who, new Date())
  return { changed: ids.length }
}

export async function restoreSuggestions(
  chosen: (suggestions: Suggestions) => Suggestion[],
): Promise<{ changed: number }> {
  const suggestions = await loadSuggestions()
  const ids = suggestions === null ? [] : chosen(suggestions).map((one) => one.id)
  await restoreDismissed(ids)
  return { changed: ids.length }
}

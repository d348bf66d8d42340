// One page of what saving these rules would change, so that the browser never gets a list of any length.
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { RulesPreview } from '@/lib/core/mapping/rules-preview'
import { previewRulesChange } from '@/lib/core/render/preview-rules-change'
import { findPlan, type Planned } from './load-plan'

/** Rows of a page: as many as one looks through, and few enough to draw at once. */
export const changesAPage = 100

/** `preview.changes` are those of the page; `changed` is how many there are on all of them. Pages count from 1. */
export type RulesPreviewPage = { preview: RulesPreview; changed: number; page: number; pages: number }

let latest: { before: Planned | null; text: string; preview: RulesPreview } | null = null

/**
 * Takes rules that are only tried and a page; saves nothing. Turning pages plans nothing anew: the last preview is kept as
 * long as the scan, the saved rules and the day are the same. A page after the last one gives the last one.
 */
export async function previewRulesPage(rules: RulesFile, page: number): Promise<RulesPreviewPage> {
  const preview = await previewOnce(rules)
  const changed = preview.changes.length
  const pages = Math.max(1, Math.ceil(changed / changesAPage))
  const at = Math.min(page, pages)
  const changes = preview.changes.slice((at - 1) * changesAPage, at * changesAPage)
  return { preview: { ...preview, changes }, changed, page: at, pages }
}

async function previewOnce(rules: RulesFile): Promise<RulesPreview> {
  const before = await findPlan()
  const text = JSON.stringify(rules)
  if (latest !== null && latest.before === before && latest.text === text) return latest.preview
  const after = await findPlan(rules)
  const preview = previewRulesChange(before?.plan ?? null, after?.plan ?? null, rules)
  latest = { before, text, preview }
  return preview
}

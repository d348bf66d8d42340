// What saving these rules would change, row by row; saves nothing.
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { RulesPreview } from '@/lib/core/mapping/rules-preview'
import { previewRulesChange } from '@/lib/core/render/preview-rules-change'
import { findPlan } from './load-plan'

export async function previewRules(rules: RulesFile): Promise<RulesPreview> {
  const [before, after] = await Promise.all([findPlan(), findPlan(rules)])
  return previewRulesChange(before?.plan ?? null, after?.plan ?? null, rules)
}

// Estate, analysis and plan of this moment, or of rules that are only tried.
import { analyseEstate } from '@/lib/core/inventory/analyse-estate'
import type { Analysis } from '@/lib/core/inventory/analysed-variable'
import type { Estate } from '@/lib/core/inventory/estate'
import type { Plan } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { makePlan } from '@/lib/core/render/make-plan'
import { loadEstate } from '@/lib/db/estate-repository'
import { findPublishedAt } from '@/lib/db/fact-repository'
import { findRules } from '@/lib/db/rules-repository'
import { AppError } from '@/lib/errors'

export type Planned = { estate: Estate; analysis: Analysis; rules: RulesFile; version: number; plan: Plan }

let latest: { publishedAt: string; estate: Estate; analysis: Analysis } | null = null

/** Estate and its analysis change only when a scan publishes, so they are worked out once per scan and process. */
async function loadAnalysis(): Promise<{ estate: Estate; analysis: Analysis } | null> {
  const publishedAt = await findPublishedAt()
  if (publishedAt === null) return null
  if (latest?.publishedAt === publishedAt) return latest
  const estate = await loadEstate()
  if (!estate) return null
  latest = { publishedAt, estate, analysis: analyseEstate(estate) }
  return latest
}

let latestPlan: (Planned & { today: string }) | null = null

/**
 * Null before the first finished scan. Without `tried` the same object as long as scan, rules and day are the same, so that
 * what is worked out from it can be kept beside it.
 */
export async function findPlan(tried?: RulesFile): Promise<Planned | null> {
  const [loaded, stored] = await Promise.all([loadAnalysis(), findRules()])
  if (!loaded) return null
  const { estate, analysis } = loaded
  // Answers that have an end make the plan a matter of the day.
  const today = new Date().toISOString().slice(0, 10)
  const { version } = stored
  if (tried) {
    return { estate, analysis, rules: tried, version, plan: makePlan({ estate, analysis, rules: tried, today }) }
  }
  const kept = latestPlan
  if (kept?.estate === estate && kept.version === version && kept.today === today) return kept
  const { rules } = stored
  const plan = makePlan({ estate, analysis, rules, today })
  latestPlan = { estate, analysis, rules, version, plan, today }
  return latestPlan
}

export async function loadPlan(tried?: RulesFile): Promise<Planned> {
  const planned = await findPlan(tried)
  if (!planned) throw new AppError('no_scan')
  return planned
}

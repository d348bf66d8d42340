// Takes an existing role or policy into the mapping instead of writing a new one: looked at first, then saved as any change of the rules.
import type { RulesPreview } from '@/lib/core/mapping/rules-preview'
import { type AdoptWish, adoptDrafts, adoptProblem } from '@/lib/core/render/drift-adopt'
import { previewRulesChange } from '@/lib/core/render/preview-rules-change'
import { AppError } from '@/lib/errors'
import { type Drift, loadDrift } from './load-drift'
import { findPlan, loadPlan } from './load-plan'
import { saveRules } from './save-rules'

export type AdoptPreview = { template: string; version: number; preview: RulesPreview }

type Wish = Omit<AdoptWish, 'policies'>

/** Only what was offered can be adopted. */
function fullWish(asked: Wish, drift: Drift | null): AdoptWish {
  const isIt = ({ vault, planned, existing }: Wish) =>
    vault === asked.vault && planned === asked.planned && existing === asked.existing
  if (asked.what === 'policy') {
    if (!drift?.existingPolicies.some((one) => isIt({ what: 'policy', ...one }))) throw new AppError('stale')
    return asked
  }
  const role = drift?.existing.find(({ vault, name }) => vault === asked.vault && name === asked.existing)
  if (role === undefined) throw new AppError('stale')
  const { planned, reasons } = role.adoption
  if (planned !== asked.planned || reasons.length > 0) throw new AppError('invalid_input', reasons)
  const policies = [role.shown.token_policies ?? []].flat()
  return {
    ...asked,
    policies: policies.filter((name) => typeof name === 'string').filter((name) => name !== 'default'),
  }
}

/** The change that does only what is wished. Fails with `invalid_input` and the reason where there is none. */
async function findChange(asked: Wish) {
  const [before, drift] = await Promise.all([loadPlan(), loadDrift()])
  const wish = fullWish(asked, drift)
  const { drafts, reason } = adoptDrafts(before.rules, before.plan, wish)
  let why = reason
  for (const draft of drafts) {
    const after = await findPlan(draft.rules)
    if (after === null) break
    const problem = adoptProblem(before.plan, after.plan, wish)
    if (problem === null) return { ...draft, before, after }
    why = problem
  }
  throw new AppError('invalid_input', why === null ? [] : [why])
}

/** What adopting would change; saves nothing. */
export async function previewAdoption(wish: Wish): Promise<AdoptPreview> {
  const { template, before, after, rules } = await findChange(wish)
  return { template, version: before.version, preview: previewRulesChange(before.plan, after.plan, rules) }
}

/** `version` is the one that was looked at: fails with `stale` when somebody saved another since. */
export async function adoptRole(
  wish: Wish,
  version: number,
  who: string,
): Promise<{ version: number; changed: number }> {
  const { rules } = await findChange(wish)
  return saveRules(rules, version, who)
}

// What questions about access are answered from, kept as long as the plan it was made from.
import { type AccessModel, accessModel } from '@/lib/core/render/access-model'
import type { Planned } from './load-plan'

const kept = new WeakMap<Planned, AccessModel>()

/** Takes a plan as `findPlan` gives it; the same object gives the same model, with all that was worked out from it. */
export function accessModelOf(planned: Planned): AccessModel {
  const known = kept.get(planned) ?? accessModel(planned)
  kept.set(planned, known)
  return known
}

// Chooses where a project's CI change goes.
import { type Placement, savePlacement } from '@/lib/db/placement-repository'
import { AppError } from '@/lib/errors'
import { loadPlan } from './load-plan'

/** Fails with `not_found` for a project without planned jobs. */
export async function setPlacement(project: string, placement: Placement, who: string): Promise<void> {
  const { plan } = await loadPlan()
  if (!plan.jobs.some((job) => job.project === project)) throw new AppError('not_found')
  await savePlacement(project, placement, who)
}
